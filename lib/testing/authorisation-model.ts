import fc from "fast-check";

/**
 * What an authorisation may go through, written down once more and simply: no clock, no database, no
 * word of the code that it is compared with.
 */
type Status =
  "created" | "requested" | "agreed" | "paused" | "refused" | "withdrawn" | "expired" | "used_up";
type Period = "past" | "now" | "future";
type Change = Readonly<{ from: string | null; to: string; by: string | null }>;

export type Row = {
  readonly id: string;
  readonly maximum: number;
  readonly period: Period;
  /** Looks allowed on one day. */
  readonly times: number;
  status: Status;
  used: number;
  /** Whether there is a document to read. */
  written: boolean;
  signed: boolean;
  history: Change[];
};

// Few rows, so that much happens to each.
const which = fc.nat({ max: 4 });
const one = <const Name extends string>(name: Name) => fc.record({ do: fc.constant(name), which });
const maximumQueries = fc.integer({ min: 1, max: 3 });

const making = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("draft" as const), maximumQueries }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("request" as const), maximumQueries }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("signed" as const),
      maximumQueries,
      period: fc.constantFrom<Period>("past", "now", "now", "now", "future"),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
const acting = fc.oneof(
  { weight: 2, arbitrary: one("prepare") },
  { weight: 4, arbitrary: one("sign") },
  { weight: 3, arbitrary: one("refuse") },
  { weight: 1, arbitrary: one("takeBack") },
  { weight: 4, arbitrary: one("pause") },
  { weight: 3, arbitrary: one("resume") },
  { weight: 1, arbitrary: one("withdraw") },
  { weight: 1, arbitrary: one("withdrawAll") },
  { weight: 1, arbitrary: one("expire") },
  { weight: 9, arbitrary: one("query") },
);
/** A few authorisations to begin with, and then what may be done to them, in any order. */
export const steps = fc
  .tuple(
    fc.array(making, { minLength: 2, maxLength: 3 }),
    fc.array(fc.oneof({ weight: 1, arbitrary: making }, { weight: 12, arbitrary: acting }), {
      minLength: 8,
      maxLength: 30,
      size: "max",
    }),
  )
  .map(([first, then]): readonly Step[] => [...first, ...then]);
export type Making = (typeof making extends fc.Arbitrary<infer Value> ? Value : never) & object;
export type Acting = (typeof acting extends fc.Arbitrary<infer Value> ? Value : never) & object;
export type Step = Making | Acting;

export const isMaking = (next: Step): next is Making => !("which" in next);

const SIGNINGS_A_DAY = 20;

export class Model {
  readonly rows: Row[] = [];
  /** Lines of the access log, by verdict. */
  readonly looks = new Map<string, number>();
  readonly #people: Readonly<{ person: string; officer: string }>;
  #signedToday = 0;

  constructor(people: Readonly<{ person: string; officer: string }>) {
    this.#people = people;
  }

  pick = (place: number): Row | undefined => this.rows[place % Math.max(1, this.rows.length)];

  standing({ status, period, used, maximum }: Row): string {
    if (status !== "agreed" && status !== "paused") return status;
    if (period === "past") return "expired";
    if (status === "paused") return "paused";
    if (period === "future") return "not_yet_started";
    return used < maximum ? "in_force" : "used_up";
  }

  /** What making a new row is answered. */
  mayMake = (next: Making): string =>
    next.do === "request" && this.rows.some(({ status }) => status === "requested")
      ? "consent.already_requested"
      : "done";

  add(id: string, next: Making): void {
    const { person, officer } = this.#people;
    const signed = next.do === "signed";
    const status = signed ? "agreed" : next.do === "draft" ? "created" : "requested";
    // Signed when its time begins, which may be tomorrow and then counts as of today.
    if (signed && next.period === "future") this.#signedToday += 1;
    this.rows.push({
      id,
      maximum: next.maximumQueries,
      period: signed ? next.period : "now",
      times: signed ? next.times : 10,
      status,
      used: 0,
      written: next.do !== "request",
      signed,
      history: [{ from: null, to: status, by: next.do === "request" ? officer : person }],
    });
  }

  /** Does one thing and says what the answer must be. */
  act(next: Acting): string {
    if (next.do === "withdrawAll") return `withdrew ${this.#withdrawAll()}`;
    if (next.do === "expire") return `expired ${this.#expire()}`;
    const row = this.pick(next.which);
    if (next.do === "query") return this.#query(row);
    return row ? this.#change(next.do, row) : "consent.not_found";
  }

  #change(what: Exclude<Acting["do"], "query" | "withdrawAll" | "expire">, row: Row): string {
    const standing = this.standing(row);
    const { person, officer } = this.#people;
    const open = row.status === "created" || row.status === "requested";
    switch (what) {
      case "prepare":
        if (!open) return "consent.not_open";
        row.written = true;
        return "done";
      case "sign":
        if (!row.written) return "consent.document_changed";
        if (row.signed) return "done";
        if (!open) return "consent.not_open";
        if (this.#signedToday >= SIGNINGS_A_DAY) return "consent.too_many_signings";
        this.#signedToday += 1;
        row.signed = true;
        return this.#to(row, "agreed", person);
      case "refuse":
        if (row.status === "refused") return "done";
        return row.status === "requested"
          ? this.#to(row, "refused", person)
          : `consent.cannot_from_${standing}`;
      case "takeBack":
        // A draft is the enterprise's own business.
        if (row.signed || row.history[0]?.to !== "requested") return "consent.not_found";
        if (row.status === "withdrawn") return "done";
        return row.status === "requested"
          ? this.#to(row, "withdrawn", officer)
          : "consent.answered";
      case "pause":
        if (standing === "paused") return "done";
        return standing === "in_force" || standing === "not_yet_started"
          ? this.#to(row, "paused", person)
          : `consent.cannot_from_${standing}`;
      case "resume":
        if (standing === "paused") return this.#to(row, "agreed", person);
        return standing === "in_force" || standing === "not_yet_started"
          ? "done"
          : `consent.cannot_from_${standing}`;
      case "withdraw":
        if (row.status === "withdrawn") return "done";
        if (["expired", "used_up", "refused"].includes(standing))
          return `consent.already_${standing}`;
        return row.status === "requested"
          ? "consent.answer_instead"
          : this.#to(row, "withdrawn", person);
    }
  }

  #query(row: Row | undefined): string {
    const verdict = row ? this.#verdict(row) : "never_granted";
    this.looks.set(verdict, 1 + (this.looks.get(verdict) ?? 0));
    // What has run out is written down when it is noticed, in nobody's name.
    if (row && verdict === "expired" && row.status !== "expired") this.#to(row, "expired", null);
    if (row && verdict === "granted") {
      row.used += 1;
      if (row.used === row.maximum) this.#to(row, "used_up", null);
    }
    return verdict;
  }

  #verdict(row: Row): string {
    const standing = this.standing(row);
    if (standing === "created" || standing === "requested") return "never_granted";
    if (standing !== "in_force") return standing;
    // All within one day: what was used was used today.
    return row.used < row.times ? "granted" : "too_frequent";
  }

  #withdrawAll(): number {
    const live = this.rows.filter(
      ({ status, period }) => (status === "agreed" || status === "paused") && period !== "past",
    );
    for (const row of live) this.#to(row, "withdrawn", this.#people.person);
    return live.length;
  }

  #expire(): number {
    const over = this.rows.filter(
      ({ status, period }) => (status === "agreed" || status === "paused") && period === "past",
    );
    for (const row of over) this.#to(row, "expired", null);
    return over.length;
  }

  #to(row: Row, status: Status, by: string | null): string {
    row.history.push({ from: row.status, to: status, by });
    row.status = status;
    return "done";
  }
}

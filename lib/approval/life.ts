import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Call } from "../operation/index.ts";

type Transition<Status> = Readonly<{ from: readonly Status[]; to: Status }>;

/** What a kind of document goes through, as data. Whatever is not here cannot happen. */
export type LifeOf<Status extends string, Step extends string> = Readonly<{
  /** Its schema and tables; `key` names the document in a row of `events`. */
  schema: string;
  documents: string;
  events: string;
  key: string;
  /** Of its refusals: `card.out_of_turn`. */
  room: string;
  /** As people call it: 「评分卡」. */
  noun: string;
  transitions: Readonly<Record<Step, Transition<Status>>>;
  statusLabels: Readonly<Record<Status, string>>;
  eventLabels: Readonly<Record<Step, string>>;
  /** Steps that need another person than the one who took the step before; and what the first is told. */
  secondPerson: Readonly<Partial<Record<Step, string>>>;
  /** Steps that only follow from another. */
  implied: readonly Step[];
}>;

type Standing<Status> = Readonly<{ id: string; status: Status }>;
type Last = Readonly<{ number: number; accountId: string }>;

/**
 * The life of a document that two people bring into force: a status that moves along a table, and an
 * append-only row for each step. The triggers of db/functions/approval.sql hold to the same.
 */
export function lifeOf<Status extends string, Step extends string>(life: LifeOf<Status, Step>) {
  const { transitions, schema, key } = life;
  const steps = Object.keys(transitions) as Step[]; // Keys of the record.
  const name = (table: string) => sql`${sql.identifier(schema)}.${sql.identifier(table)}`;

  /** The status after the step; refuses one that has no place here. */
  function statusAfter(status: Status, step: Step): Status {
    const { from, to } = transitions[step];
    if (from.includes(status)) return to;
    throw new Refusal(
      "conflict",
      `${life.room}.out_of_turn`,
      `${life.noun}目前是“${life.statusLabels[status]}”，不能${life.eventLabels[step]}。请刷新后再看。`,
    );
  }

  /** What may be done next, in the order of the table. */
  const stepsFrom = (status: Status): readonly Step[] =>
    steps.filter((step) => !life.implied.includes(step) && transitions[step].from.includes(status));

  const needsSecondPerson = (step: Step): boolean => life.secondPerson[step] !== undefined;

  async function lastOf(db: Db, id: string): Promise<Last | null> {
    const [last] = await db.execute<Last>(sql`
      select number, account_id as "accountId" from ${name(life.events)}
      where ${sql.identifier(key)} = ${id} order by number desc limit 1`);
    return last ?? null;
  }

  /** The database refuses it as well. */
  async function refuseOwnStep({ db, actor }: Call<Actor>, id: string, step: Step): Promise<void> {
    const words = life.secondPerson[step];
    if (words === undefined || (await lastOf(db, id))?.accountId !== actor.accountId) return;
    throw new Refusal("forbidden", `${life.room}.second_person`, `${words}，请由另一位同事复核。`);
  }

  /** The first row of a document's record, in the transaction that keeps the document. */
  const begin = async ({ db, actor, now }: Call<Actor>, id: string): Promise<void> =>
    void (await db.execute(sql`
      insert into ${name(life.events)} (${sql.identifier(key)}, number, kind, status, account_id, note, at)
      values (${id}, 1, 'draft', 'draft', ${actor.accountId}, null, ${now.toISOString()}::timestamptz)`));

  /**
   * Moves a document that the caller has locked: its event, then its status. The number of the event
   * is the lock for whoever has not.
   */
  async function move(
    { db, actor, now }: Call<Actor>,
    row: Standing<Status>,
    step: Step,
    note: string | null,
  ): Promise<Status> {
    const status = statusAfter(row.status, step);
    const last = await lastOf(db, row.id);
    await db.execute(sql`
      insert into ${name(life.events)} (${sql.identifier(key)}, number, kind, status, account_id, note, at)
      values (${row.id}, ${(last?.number ?? 0) + 1}, ${step}, ${status}, ${actor.accountId}, ${note},
        ${now.toISOString()}::timestamptz)`);
    await db.execute(
      sql`update ${name(life.documents)} set status = ${status} where id = ${row.id}`,
    );
    return status;
  }

  return { statusAfter, stepsFrom, needsSecondPerson, refuseOwnStep, begin, move };
}

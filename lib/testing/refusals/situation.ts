import type { Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../../access/model.ts";
import type { RefusedVerdict } from "../../consent/model.ts";
import { addMonths, dayOf, firstDay, monthOf } from "../../kernel/calendar.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  untilState,
  type Scene,
} from "../../lending/factory.ts";
import {
  anAuthorisation,
  anEnterprise,
  anInstitution,
  anOfficer,
  type AuthorisationParts,
} from "../people.ts";

/**
 * The situations in which a look at credit data must be refused, as data: one table for the function,
 * the SQL gate, the page, the server action and the open API. Everything is written as the owner.
 */

/** What the officer asks; `null` items: all that is covered, `null` fromDay: as far back as it reaches. */
export type Ask = Readonly<{
  actor: Actor;
  authorisationId: string;
  uscc: string;
  stage: string;
  purposeCode: string;
  items: readonly string[] | null;
  fromDay: string | null;
}>;

/** An enterprise with records, an application of its, and the officers of two institutions. */
export type LookScene = Scene & Readonly<{ stranger: ActorOf<"loan_officer">; otherUscc: string }>;

export type Made = Readonly<{ scene: LookScene; authorisationId: string; applicationId: string }>;

/** What an officer who opens the profile of the application meets. */
export type ProfileAnswer = RefusedVerdict | "granted" | "not_found" | "forbidden";

export type Cause = Readonly<{
  /** Ends the sentence “a look is refused when …”. */
  name: string;
  verdict: RefusedVerdict;
  /** What the refusal says beyond its name; left out: nothing. */
  detail?: (made: Made) => Readonly<Record<string, unknown>>;
  /** What was signed, beyond an authorisation for the look that is asked. */
  terms?: Partial<AuthorisationParts>;
  /** Makes another row than a signed authorisation; gives its id. */
  make?: (sql: Sql, scene: LookScene) => Promise<string>;
  /** What happens after it was signed. What it gives back takes back what all others share. */
  afterwards?: (sql: Sql, made: Made) => Promise<unknown>;
  undo?: (sql: Sql) => Promise<unknown>;
  ask?: (made: Made) => Partial<Ask>;
  /** The loan is paid out, and what is asked is a look after it. */
  afterLoan?: true;
  /**
   * How an officer who opens the application's profile meets it; left out: with the same verdict. The
   * page asks by itself, for the right thing, so that a wrong question is `granted` as a right one.
   */
  onProfile?: ProfileAnswer;
  /** What comes before the gate over HTTP, where the session says at each request who acts for whom. */
  onPage?: "signed_out" | "not_found";
  /**
   * What the open API refuses before it asks the gate: a question that it has no words for, or a token
   * of somebody whose program nobody could be.
   */
  onApi?: "invalid" | "signed_out";
  /** Only a check of the signature finds it; the database has not the key. */
  foundBy?: "signature";
  /** The day that the enterprise's imported history ends on. */
  observedOn?: string;
}>;

export type Situation = Made &
  Readonly<{
    ask: Ask;
    /** What the page asks by itself, whatever `ask` says. */
    ownAsk: Ask;
    onProfile: ProfileAnswer;
    /** The hash that a caller found good before anything happened. */
    hashBefore: string | null;
    verdict: RefusedVerdict;
    detail: Readonly<Record<string, unknown>> | null;
    undo: () => Promise<unknown>;
  }>;

export async function aLookScene(sql: Sql, observedOn?: string): Promise<LookScene> {
  const scene = await aScene(sql);
  const { uscc } = scene;
  if (observedOn)
    await sql`update registry.enterprise set observed_on = ${observedOn} where uscc = ${uscc}`;
  for (const item of ["vat_declaration", "tax_grade", "electricity", "penalty"])
    await sql`
      insert into credit.record (uscc, item, period, amount_fen, category, batch_id, recorded_at)
      select ${uscc}, ${item}, (date_trunc('month', coalesce(${observedOn ?? null}::date, current_date)) - make_interval(months => back))::date,
        123400, 'A', 1, now()
      from generate_series(2, 40, 19) back`;
  await sql`
    insert into credit.indicator (uscc, as_of, computed_at, months_established, tax_grade, declared_sales12_fen, electricity12_fen, penalties24)
    values (${uscc}, coalesce(${observedOn ?? null}::date, current_date), now(), 60, 'A', 123400, 123400, 1)`;
  const stranger = await anOfficer(sql, (await anInstitution(sql)).id);
  const { uscc: otherUscc } = await anEnterprise(sql);
  return { ...scene, stranger, otherUscc };
}

/** An authorisation for the look that is asked, that nothing stands against unless told otherwise. */
export const signedFor = (sql: Sql, scene: LookScene, parts: Partial<AuthorisationParts> = {}) =>
  anAuthorisation(sql, {
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    signedBy: scene.person.accountId,
    items: ["tax_grade", "vat_declaration"],
    ...parts,
  });

/** Brings the situation about; without a cause, one in which the look is granted. */
export async function situationOf(sql: Sql, cause?: Cause): Promise<Situation> {
  const scene = await aLookScene(sql, cause?.observedOn);
  // The scene's own would serve as well as the one that is asked about.
  await sql`
    update consent.authorisation set status = 'withdrawn', withdrawn_at = now() where id = ${scene.authorisationId}`;
  const stage = cause?.afterLoan ? "after_loan" : "before_loan";
  const authorisationId =
    (await cause?.make?.(sql, scene)) ?? (await signedFor(sql, scene, { stage, ...cause?.terms }));
  const applicationId = await anApplicationIn(
    sql,
    { ...scene, authorisationId },
    untilState(aLoanHistory(new Date()), cause?.afterLoan ? "disbursed" : "accepted"),
  );
  const made = { scene, authorisationId, applicationId };
  const [before] = await sql<{ hash: string | null }[]>`
    select artefact_hash as hash from consent.authorisation where id = ${authorisationId}`;
  await cause?.afterwards?.(sql, made);
  const right: Ask = {
    actor: scene.officer,
    authorisationId,
    uscc: scene.uscc,
    stage,
    purposeCode: cause?.afterLoan ? "post_loan_monitoring" : "credit_review",
    items: null,
    fromDay: null,
  };
  const ask: Ask = { ...right, ...cause?.ask?.(made) };
  const verdict = cause?.verdict ?? "never_granted";
  return {
    ...made,
    ask,
    ownAsk: { ...right, actor: ask.actor },
    onProfile: cause?.onProfile ?? verdict,
    hashBefore: before?.hash ?? null,
    verdict,
    detail: cause?.detail?.(made) ?? null,
    undo: async () => cause?.undo?.(sql),
  };
}

/** The first day that a look-back of so many months reaches, seen as of a day. */
export const earliestDay = (months: number, asOf: string = dayOf(new Date())) =>
  firstDay(addMonths(monthOf(asOf), -months));

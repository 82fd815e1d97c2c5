import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { accessVerdicts, type AuthorisationStage } from "../consent/model.ts";
import type { PurposeCode } from "../consent/purposes.ts";
import { openCreditProfile } from "../lending/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  cappedAttributes,
  causes,
  situationOf,
  type Cause,
  type Situation,
} from "../testing/refusals/index.ts";
import { readByAuthorisation } from "./index.ts";

const PURPOSE = "贷前审查 · 测试";
let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
let db: Db;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  // As the server connects: no more rights than in production.
  web = fresh.as("xinqiao_web");
  db = database(web);
});
afterAll(() => fresh.drop());

const bring = (cause?: Cause) => situationOf(owner, cause);
const as = (actor: Actor) => ({ db, actor, now: new Date() });

/** What a look may move, and the lines that it leaves. */
async function state({ authorisationId, ask }: Situation) {
  const [authorisation] = await owner`
    select used_queries, window_used, window_start::text from consent.authorisation where id = ${authorisationId}`;
  const [given] = await owner`
    select (select count(*) from consent.disclosure d where d.authorisation_id = ${authorisationId}) as disclosures,
      (select count(*) from scoring.score s where s.uscc = ${ask.uscc}) as scores`;
  return { ...authorisation, ...given };
}
const linesOf = ({ ask, scene }: Situation) => owner`
  select l.*, l.from_day::text as first_day, c.kind, c.body::jsonb as body
  from consent.access_log l
  left join audit.line c on c.seq = l.chain_seq
    and c.chain in ('enterprise:' || l.uscc, case when l.uscc not in (select uscc from registry.enterprise) then 'platform' end)
  where l.uscc in (${ask.uscc}, ${scene.uscc}, ${scene.otherUscc}) order by l.id`;

/**
 * Asks, and finds that nothing was counted, given or scored, and that one line arose: it says who asked
 * for what on what ground and why it was refused, and stands in the chain of the audit log as well.
 */
async function refusing<Answer>(made: Situation, ask: (made: Situation) => Promise<Answer>) {
  const before = { state: await state(made), lines: await linesOf(made) };
  const answer = await ask(made);
  expect(await state(made)).toEqual(before.state);
  const [line, ...more] = (await linesOf(made)).slice(before.lines.length);
  expect(more).toEqual([]);

  const { actor, authorisationId, uscc, stage, purposeCode, items, fromDay } = made.ask;
  const { verdict, detail } = made;
  const said = { uscc, stage, purpose_code: purposeCode, items: items ?? [], verdict, detail };
  const known = authorisationId === made.authorisationId ? authorisationId : null;
  const { purpose_code: _, ...same } = said;
  expect(line).toMatchObject({
    ...said,
    account_id: actor.accountId,
    authorisation_id: known,
    first_day: fromDay,
    kind: "access",
    body: { ...same, purposeCode, accountId: actor.accountId, authorisationId: known, fromDay },
  });
  return answer;
}

/** Asks the function in the database by itself, as somebody who has taken the server would. */
async function askGate({ ask, hashBefore, applicationId }: Situation, cause?: Cause) {
  const hash = cause?.foundBy === "signature" ? null : hashBefore;
  const rows = await web`
    select * from credit.read_by_authorisation(${ask.actor.accountId}::uuid, ${ask.authorisationId}::uuid, ${hash}::text,
      ${ask.uscc}, ${ask.stage}, ${ask.purposeCode}, ${ask.items === null ? null : [...ask.items]}::text[],
      ${ask.fromDay}::date, ${applicationId}::uuid, ${PURPOSE})`;
  expect(rows).toHaveLength(1);
  return rows[0];
}

/** What the page, the server action and the open API all call. */
const askFunction = ({ ask, applicationId }: Situation) =>
  readByAuthorisation(as(ask.actor), {
    authorisationId: ask.authorisationId,
    uscc: ask.uscc,
    // The table asks for things that the types forbid, as a program could.
    stage: ask.stage as AuthorisationStage,
    purposeCode: ask.purposeCode as PurposeCode,
    items: ask.items,
    fromDay: ask.fromDay,
    applicationId,
    purpose: PURPOSE,
  });

const askProfile = ({ ask, applicationId }: Situation) =>
  openCreditProfile(as(ask.actor), { applicationId });

describe("where nothing stands against it, a look is granted", () => {
  test("by the gate", async () => {
    expect(await askGate(await bring())).toMatchObject({
      verdict: "granted",
      indicators: { declared_sales12_fen: 123400 },
    });
  });
  test("by the function that page, action and API call", async () => {
    expect(await askFunction(await bring())).toMatchObject({ granted: true });
  });
  test("to an officer who opens the profile of an application", async () => {
    expect(await askProfile(await bring())).toMatchObject({ granted: true });
  });
  test("after the loan as well, under an authorisation for that", async () => {
    const made = await bring({ name: "", verdict: "expired", afterLoan: true });
    expect(await askFunction(made)).toMatchObject({ granted: true });
    expect(await askProfile(made)).toMatchObject({ granted: true });
  });
  test("and each of the three counts it, logs it and says so in the chain", async () => {
    const made = await bring();
    await askGate(made);
    await askFunction(made);
    await askProfile(made);
    expect(await state(made)).toMatchObject({ used_queries: 3, window_used: 3, disclosures: 3 });
    const lines = await linesOf(made);
    expect(lines.map(({ verdict, kind }) => [verdict, kind])).toEqual(
      Array.from({ length: 3 }, () => ["granted", "access"]),
    );
  });
});

describe.each(causes)("a look is refused when $name", (cause) => {
  let made: Situation;
  beforeAll(async () => {
    made = await bring(cause);
  });
  afterAll(() => made.undo());

  test(`by the gate: ${cause.verdict}`, async () => {
    expect(await refusing(made, (asked) => askGate(asked, cause))).toMatchObject({
      verdict: cause.verdict,
      detail: made.detail,
      as_of: null,
      series: null,
      partners: null,
      coverage: null,
      indicators: null,
    });
  });

  test(`by the function that page, action and API call: ${cause.verdict}`, async () => {
    expect(await refusing(made, askFunction)).toEqual({
      granted: false,
      because: cause.verdict,
      detail: made.detail,
    });
  });

  test.runIf(cause.onProfile !== "never")(
    `to an officer who opens the profile: ${cause.verdict}`,
    async () => {
      expect(await refusing(made, askProfile)).toEqual({
        granted: false,
        because: cause.verdict,
        message: expect.stringContaining("本次查阅已记入企业的访问记录"),
      });
    },
  );
});

describe("the table of refusals", () => {
  test("speaks of every verdict that is no grant, and of every attribute that has a cap", () => {
    const spoken = new Set(causes.map(({ verdict }) => verdict));
    expect(
      accessVerdicts.filter((verdict) => verdict !== "granted" && !spoken.has(verdict)),
    ).toEqual([]);
    const attributes = new Set(
      causes.map(({ verdict, detail }) =>
        // The attribute does not depend on what was made.
        verdict === "fair_use" ? detail?.({} as Situation)["attribute"] : null,
      ),
    );
    expect(cappedAttributes.filter((attribute) => !attributes.has(attribute))).toEqual([]);
  });

  test("has at least 125 refusals, each with a name of its own", () => {
    expect(new Set(causes.map(({ name }) => name)).size).toBe(causes.length);
    const profiles = causes.filter(({ onProfile }) => onProfile !== "never").length;
    expect(2 * causes.length + profiles).toBeGreaterThanOrEqual(125);
  });
});

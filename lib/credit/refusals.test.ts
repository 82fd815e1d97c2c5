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
  lineOf,
  linesOf,
  movedBy,
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

const state = (made: Situation) => movedBy(owner, made);

/** The lines that a look leaves; it may move nothing. */
async function linesLeft(made: Situation, look: () => Promise<void>) {
  const before = { state: await state(made), lines: await linesOf(owner, made) };
  await look();
  expect(await state(made)).toEqual(before.state);
  return (await linesOf(owner, made)).slice(before.lines.length);
}

/**
 * Asks, and finds that nothing was counted, given or scored, and that one line arose: it says who asked
 * for what on what ground and why it was refused, and stands in the chain of the audit log as well.
 */
async function refusing<Answer>(
  made: Situation,
  ask: (made: Situation) => Promise<Answer>,
  line = lineOf(made, made.ask, made.verdict, made.detail),
) {
  const answers: Answer[] = [];
  const lines = await linesLeft(made, async () => void answers.push(await ask(made)));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject(line);
  return answers[0];
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
    const lines = await linesOf(owner, made);
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

  test(`to an officer who opens the profile: ${cause.onProfile ?? cause.verdict}`, async () => {
    const { onProfile, ownAsk } = made;
    if (onProfile === "forbidden" || onProfile === "not_found") {
      const lines = await linesLeft(made, () =>
        expect(askProfile(made)).rejects.toMatchObject({ kind: onProfile }),
      );
      expect(lines).toEqual([]);
    } else if (onProfile === "granted") {
      expect(await askProfile(made)).toMatchObject({ granted: true });
      expect((await linesOf(owner, made)).at(-1)).toMatchObject({
        verdict: "granted",
        uscc: ownAsk.uscc,
        stage: ownAsk.stage,
        purpose_code: ownAsk.purposeCode,
      });
    } else {
      const detail = onProfile === made.verdict ? made.detail : null;
      const line = lineOf(made, ownAsk, onProfile, detail);
      expect(await refusing(made, askProfile, line)).toEqual({
        granted: false,
        because: onProfile,
        message: expect.stringContaining("本次查阅已记入企业的访问记录"),
      });
    }
  });
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
    expect(2 * causes.length).toBeGreaterThanOrEqual(125);
  });
});

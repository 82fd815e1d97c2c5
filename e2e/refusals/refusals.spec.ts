import { expect, test, type Browser } from "@playwright/test";
import type { Sql } from "#db/client.ts";
import { verdictLabels } from "#lib/consent/model.ts";
import {
  causes,
  lineOf,
  linesOf,
  movedBy,
  situationOf,
  type Ask,
  type Cause,
  type ProfileAnswer,
  type Situation,
} from "#lib/testing/refusals/index.ts";
import { caught, type Sent } from "../actions.ts";
import { backstage, ownerOfStage, signAsStage } from "../backstage.ts";
import {
  askAsProgram,
  cookieName,
  openPage,
  origin,
  profileAddress,
  programOf,
  replay,
  sessionOf,
  type Answer,
} from "./ways.ts";

// The table of refusals (lib/testing/refusals) once more, against the running application: nothing of
// what stands between a person and the gate is left out.

let owner: Sql;
let sessionSecret: string;
let lookAgain: Sent;

test.beforeAll(async ({ browser }) => {
  await signAsStage();
  ({ sessionSecret } = await backstage());
  owner = await ownerOfStage();
  lookAgain = await lookAgainSent(browser);
});
test.afterAll(() => owner.end());

const session = ({ ask }: Situation) => sessionOf(owner, sessionSecret, ask.actor.accountId);

/** What the button 重新查询 of a refused officer sends. */
async function lookAgainSent(browser: Browser): Promise<Sent> {
  const paused = causes.find(({ name }) => name === "it is paused");
  const made = await situationOf(owner, paused);
  const context = await browser.newContext();
  await context.addCookies([{ name: cookieName, value: await session(made), url: origin }]);
  const page = await context.newPage();
  await page.goto(profileAddress(made));
  const sent = await caught(page, () => page.getByRole("button", { name: "重新查询" }).click());
  await context.close();
  return sent;
}

type Refusing = Readonly<{ ask: Ask; verdict: string; detail: unknown }>;

/** One question, of which nothing comes: nothing counted, given or scored; and the lines that it leaves. */
async function nothingOf(made: Situation, ask: () => Promise<Answer>) {
  const before = { moved: await movedBy(owner, made), lines: await linesOf(owner, made) };
  const answer = await ask();
  expect(await movedBy(owner, made)).toEqual(before.moved);
  for (const shown of ["银税互动评分", "declaredSales12Fen", "123400", "1,234"])
    expect(answer.text).not.toContain(shown);
  const lines = (await linesOf(owner, made)).slice(before.lines.length);
  return { answer, lines };
}

async function refusing(
  made: Situation,
  { ask, verdict, detail }: Refusing,
  way: () => Promise<Answer>,
) {
  const { answer, lines } = await nothingOf(made, way);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject(lineOf(made, ask, verdict, detail));
  return answer;
}

/** Stopped at the door: the gate is not asked, so there is no look to write down. */
async function stopped(made: Situation, way: () => Promise<Answer>) {
  const { answer, lines } = await nothingOf(made, way);
  expect(lines).toEqual([]);
  return answer;
}

async function byProgram(made: Situation, cause: Cause) {
  const signedOut = cause.onPage === "signed_out";
  const program = await programOf(owner, made.ask.actor.accountId, signedOut);
  const way = () => askAsProgram(program, made.ask);
  const problem = ({ text }: Answer): unknown => JSON.parse(text);
  if (cause.onApi === "signed_out") {
    const answer = await stopped(made, way);
    expect(problem(answer)).toMatchObject({ status: 401, reason: "api.token_invalid" });
  } else if (cause.onApi === "invalid") {
    const answer = await stopped(made, way);
    const reason = "credit.read_by_authorisation.input";
    expect(problem(answer)).toMatchObject({ status: 400, reason });
  } else {
    const { ask, verdict, detail } = made;
    const answer = await refusing(made, { ask, verdict, detail }, way);
    const about =
      verdict === "fair_use"
        ? { status: 412, ...detail }
        : { status: 403, ...(detail && { about: detail }) };
    expect(answer.status).toBe(about.status);
    expect(problem(answer)).toMatchObject({ reason: `consent.${verdict}`, ...about });
  }
}

const statusOf = { signed_out: 401, forbidden: 403, not_found: 404 } as const;

/** An action's answer has begun before its page is drawn: what stopped that stands within. */
const statusIn = ({ status, text }: Answer) =>
  Number(/NEXT_HTTP_ERROR_FALLBACK;(\d{3})/.exec(text)?.[1] ?? status);

/** The page, or the action that draws it anew. */
async function byPerson(made: Situation, cause: Cause, way: () => Promise<Answer>) {
  const met: ProfileAnswer | "signed_out" = cause.onPage ?? made.onProfile;
  if (met === "signed_out" || met === "forbidden" || met === "not_found") {
    expect(statusIn(await stopped(made, way))).toBe(statusOf[met]);
  } else if (met === "granted") {
    await rightlyAsked(made, way);
  } else {
    const detail = met === made.verdict ? made.detail : null;
    const answer = await refusing(made, { ask: made.ownAsk, verdict: met, detail }, way);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(verdictLabels[met]);
    expect(answer.text).toContain("本次查阅已记入企业的访问记录");
  }
}

/** What stands in the address beside the application is passed over: the right thing is asked. */
async function rightlyAsked(made: Situation, way: () => Promise<Answer>) {
  const before = await linesOf(owner, made);
  const answer = await way();
  expect(answer.text).toContain("本次查看已记入企业的访问记录");
  const { uscc, stage, purposeCode } = made.ownAsk;
  const lines = (await linesOf(owner, made)).slice(before.length);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    uscc,
    stage,
    purpose_code: purposeCode,
    authorisation_id: made.authorisationId,
    verdict: "granted",
  });
}

test("where nothing stands against it, a look is granted to page, server action and program", async () => {
  const made = await situationOf(owner);
  const cookie = await session(made);
  const address = profileAddress(made);
  await rightlyAsked(made, () => openPage(address, cookie));
  await rightlyAsked(made, () => replay(lookAgain, address, cookie));
  const program = await programOf(owner, made.ask.actor.accountId, false);
  const answer = await askAsProgram(program, made.ask);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({ facts: { declaredSales12Fen: 123400 } });
  expect(await movedBy(owner, made)).toMatchObject({ used_queries: 3, disclosures: 3 });
});

for (const cause of causes) {
  test(`no way in is open when ${cause.name}: ${cause.verdict}`, async () => {
    const made = await situationOf(owner, cause);
    try {
      const cookie = await session(made);
      const address = profileAddress(made);
      await test.step("open API", () => byProgram(made, cause));
      await test.step("page", () => byPerson(made, cause, () => openPage(address, cookie)));
      await test.step("server action", () =>
        byPerson(made, cause, () => replay(lookAgain, address, cookie)));
    } finally {
      await made.undo();
    }
  });
}

test("the walk refuses at least 125 times", () => {
  const granted = causes.filter(({ onProfile }) => onProfile === "granted").length;
  expect(3 * causes.length - 2 * granted).toBeGreaterThanOrEqual(125);
});

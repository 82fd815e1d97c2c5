import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  aLoanHistory,
  anApplicationIn,
  aScene,
  aStoredScore,
  untilState,
  type Scene,
} from "./factory.ts";
import { approveApplication, rejectApplication } from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
const HOUR_MS = 3_600_000;
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
});

const as = (actor: Actor) => ({ db, actor, now });
const standingAt = (state: ApplicationState) =>
  anApplicationIn(owner, scene, untilState(aLoanHistory(now), state));
const scored = (applicationId: string, parts: Partial<Parameters<typeof aStoredScore>[1]> = {}) =>
  aStoredScore(owner, {
    applicationId,
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    scoredAt: new Date(now.getTime() - HOUR_MS),
    ...parts,
  });
const lastEvent = async (applicationId: string) => {
  const [event] = await owner`
    select payload from lending.event
    where application_id = ${applicationId} order by seq desc limit 1`;
  return event;
};

const terms = { amount: "80", rate: "4.2", termMonths: "12" };
describe("an approval", () => {
  const approve = (applicationId: string, parts: Record<string, unknown> = {}) =>
    approveApplication(as(scene.officer), { applicationId, ...terms, ...parts });

  test("rests on the score that was made, and says so in its event", async () => {
    const applicationId = await standingAt("accepted");
    const scoreId = await scored(applicationId);
    expect(await approve(applicationId)).toMatchObject({ state: "granted" });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "approve",
      scoreId,
      note: null,
      amountFen: 80_000_000,
      rateBps: 420,
      termMonths: 12,
    });
  });

  test("needs the profile to be opened first", async () => {
    const applicationId = await standingAt("accepted");
    await expect(approve(applicationId)).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.score_missing",
      message: expect.stringContaining("请打开信用档案"),
    });
  });

  test.each([
    ["a day old", { scoredAt: new Date(now.getTime() - 24 * HOUR_MS) }],
    ["made by another card", { cardHash: "0".repeat(64) }],
  ])("does not rest on a score that is %s", async (_, parts) => {
    const applicationId = await standingAt("accepted");
    await scored(applicationId, parts);
    await expect(approve(applicationId)).rejects.toMatchObject({
      kind: "conflict",
      reason: "application.score_outdated",
    });
  });

  test.each([
    ["amount", "100.01", "100 万元"],
    ["amount", "9.99", "10 万元"],
    ["rate", "6.01", "6.00%"],
    ["rate", "3.34", "3.35%"],
    ["termMonths", "13", "12 个月"],
    ["termMonths", "2", "3 个月"],
  ])("keeps %s within demand and product: %s is refused", async (path, value, bound) => {
    const applicationId = await standingAt("accepted");
    await scored(applicationId);
    await expect(approve(applicationId, { [path]: value })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path, message: expect.stringContaining(bound) }],
    });
  });
});

describe("a rejection", () => {
  const reject = (applicationId: string, parts: Record<string, unknown>) =>
    rejectApplication(as(scene.officer), { applicationId, ...parts });

  test("gives one to three coded reasons and a note", async () => {
    const applicationId = await standingAt("accepted");
    const scoreId = await scored(applicationId);
    await reject(applicationId, { codes: ["R04", "R05", "R04"], note: "负债偏高" });
    expect((await lastEvent(applicationId))?.payload).toEqual({
      kind: "reject",
      scoreId,
      codes: ["R04", "R05"],
      note: "负债偏高",
    });
  });

  test.each([
    ["none", { codes: [] }, "codes"],
    ["nothing at all", {}, "codes"],
    ["four", { codes: ["R01", "R02", "R03", "R04"] }, "codes"],
    ["one that is not in the list", { codes: ["R77"] }, "codes.0"],
    ["“other” without a word of explanation", { codes: "R99" }, "note"],
  ])("with %s is refused", async (_, parts, path) => {
    const applicationId = await standingAt("submitted");
    await expect(reject(applicationId, parts)).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path }],
    });
  });
});

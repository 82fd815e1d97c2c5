import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { dayOf } from "../kernel/calendar.ts";
import { aLoanHistory, anApplicationIn, aScene, aStoredScore, type PastStep } from "./factory.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

test("a loan that was repaid counts with the last score before its money went out, and names nobody", async () => {
  const scene = await aScene(owner);
  const paidAt = new Date(now.getTime() - 60_000);
  const [submitted, ...steps] = aLoanHistory(paidAt);
  const repaid: PastStep = {
    at: now,
    state: "settled",
    payload: { kind: "settle", settledOn: dayOf(now), overdue: true },
  };
  const settled = await anApplicationIn(owner, scene, [submitted, ...steps, repaid]);
  const running = await anApplicationIn(owner, await aScene(owner), [submitted, ...steps]);
  const scoreOf = (applicationId: string, scoredAt: Date) =>
    aStoredScore(owner, {
      applicationId,
      uscc: scene.uscc,
      institutionId: scene.institution.id,
      scoredAt,
    });
  await scoreOf(settled, paidAt);
  await scoreOf(settled, now);
  await scoreOf(running, paidAt);
  const marked =
    await owner`update scoring.score set total = 500 where scored_at = ${now} returning 1`;
  expect(marked).toHaveLength(1);
  const outcomes = await fresh.as("xinqiao_worker")`
    select * from scoring.monitor_outcomes(${new Date(now.getTime() + 1000)})`;
  expect([...outcomes]).toEqual([
    {
      card_hash: expect.any(String) as unknown,
      institution_id: scene.institution.id,
      total: 700,
      default_bps: null,
      bad: true,
    },
  ]);
});

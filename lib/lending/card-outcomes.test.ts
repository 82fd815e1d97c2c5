import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aLoanHistory, anApplicationIn, aScene, aStoredScore, untilState } from "./factory.ts";

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
  const history = aLoanHistory(now);
  const settled = await anApplicationIn(owner, scene, untilState(history, "settled"));
  const running = await anApplicationIn(
    owner,
    await aScene(owner),
    untilState(history, "disbursed"),
  );
  const [first] = await owner<{ at: Date }[]>`
    select at from lending.event where application_id = ${settled} order by at limit 1`;
  const submittedAt = first?.at ?? now;
  const scoreOf = (applicationId: string, scoredAt: Date) =>
    aStoredScore(owner, {
      applicationId,
      uscc: scene.uscc,
      institutionId: scene.institution.id,
      scoredAt,
    });
  await scoreOf(settled, submittedAt);
  await scoreOf(settled, now);
  await scoreOf(running, submittedAt);
  const outcomes = await fresh.as("xinqiao_worker")`
    select * from scoring.monitor_outcomes(${new Date(now.getTime() + 1000)})`;
  expect([...outcomes]).toEqual([
    {
      card_hash: expect.any(String) as unknown,
      institution_id: scene.institution.id,
      total: 700,
      default_bps: null,
      bad: false,
    },
  ]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPullStage, type PullStage } from "./factory.ts";
import { workPulls } from "./work.ts";

let stage: PullStage;
beforeAll(async () => {
  stage = await openPullStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.begin());

describe("the breaker of a department that is down", () => {
  test("opens after five failures on end, and asks nothing for a minute", async () => {
    stage.sandbox.turn("tax", { stop: true });
    const first = await stage.aPull(["vat_declaration"]);
    await workPulls(stage.intake, stage.settings());
    expect(await first.statuses()).toMatchObject({
      vat_declaration: { status: "failed", attempts: 4, reason: "无法连接部门接口。" },
    });
    const second = await stage.aPull(["vat_declaration", "water"]);
    await workPulls(stage.intake, stage.settings());
    expect(await second.statuses()).toMatchObject({
      vat_declaration: {
        status: "failed",
        attempts: 1,
        reason: expect.stringMatching(/已暂停查询至 \d\d:\d\d/),
      },
      water: { status: "ready" },
    });
    expect(stage.asked("tax")).toBe(5);

    // Just before the minute is over.
    const [open] = await stage.owner<
      { until: Date }[]
    >`select open_until as until from intake.source where department_id = 'tax'`;
    stage.clock.aheadMs = (open?.until.getTime() ?? 0) - Date.now() - 5000;
    const third = await stage.aPull(["vat_declaration"]);
    await workPulls(stage.intake, stage.settings());
    expect(await third.statuses()).toMatchObject({ vat_declaration: { status: "failed" } });
    expect(stage.asked("tax")).toBe(5);
  });

  test("lets one question through after it, of as many as wait", async () => {
    await stage.owner`
      insert into intake.source (department_id, failures, open_until) values ('tax', 5, now() - interval '1 second')`;
    stage.sandbox.turn("tax", { stop: true });
    await Promise.all([1, 2, 3].map(() => stage.aPull(["vat_declaration"])));
    await workPulls(stage.intake, stage.settings());
    expect(stage.asked("tax")).toBe(1);
  });

  test("closes when that one is answered", async () => {
    await stage.owner`
      insert into intake.source (department_id, failures, open_until) values ('tax', 5, now() - interval '1 second')`;
    const { statuses } = await stage.aPull(["vat_declaration"]);
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready" } });
    const [kept] =
      await stage.owner`select failures, open_until from intake.source where department_id = 'tax'`;
    expect(kept).toEqual({ failures: 0, open_until: null });
  });

  test("does not open where answers come between the failures", async () => {
    for (const _ of [1, 2, 3]) {
      stage.sandbox.turn("tax", { failTimes: 3 });
      const { statuses } = await stage.aPull(["vat_declaration"]);
      await workPulls(stage.intake, stage.settings());
      expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready", attempts: 4 } });
    }
  });
});

describe("the quota of a department", () => {
  test("counts every question, and is there again the next day", async () => {
    const two = stage.settings({ sources: stage.withQuota(2) });
    const pulls = await Promise.all([1, 2, 3].map(() => stage.aPull(["vat_declaration"])));
    expect(await workPulls(stage.intake, two)).toMatchObject({ ready: 2, denied: 1 });
    expect(stage.asked("tax")).toBe(2);
    const ended = await Promise.all(
      pulls.map(async ({ statuses }) => (await statuses()).vat_declaration),
    );
    expect(ended.find((one) => one?.status === "denied")?.reason).toContain("额度已用完");

    await stage.owner`update intake.source set quota_day = quota_day - 1`;
    const { statuses } = await stage.aPull(["vat_declaration"]);
    await workPulls(stage.intake, two);
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready" } });
  });
});

import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startDepartments } from "#sandbox/department/server.ts";
import { signerOf } from "../../kernel/signing.ts";
import { openPullStage, type PullStage } from "./factory.ts";
import { readSources } from "./sources.ts";
import { keepPulling, workPulls } from "./work.ts";

let stage: PullStage;
beforeAll(async () => {
  stage = await openPullStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.begin());

describe("a pull from departments that are well", () => {
  test("delivers all of them through the pipeline of every batch", async () => {
    const { uscc, statuses, recorded } = await stage.aPull();
    const onLanded = vi.fn(async () => undefined);
    expect(await workPulls(stage.intake, stage.settings({ onLanded }))).toEqual({
      ready: 4,
      denied: 0,
      timed_out: 0,
      failed: 0,
    });
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "ready", attempts: 1, reason: "取得 6 条。" },
      water: { status: "ready" },
    });
    expect(await recorded()).toEqual([
      "electricity 6",
      "housing_fund 6",
      "vat_declaration 6",
      "water 6",
    ]);
    expect(onLanded).toHaveBeenCalledWith({ uscc, item: "water" });
    const batches = await stage.owner`
      select distinct channel, status from intake.batch`;
    expect([...batches]).toEqual([{ channel: "pull", status: "landed" }]);
  });

  test("asks each source once, however many work on it", async () => {
    await stage.aPull();
    await stage.aPull();
    await Promise.all([1, 2, 3].map(() => workPulls(stage.intake, stage.settings())));
    expect(["tax", "power_grid", "water_company"].map(stage.asked)).toEqual([2, 2, 2]);
  });

  test("is taken up again where a worker was killed, and not before its lease is over", async () => {
    const { pullId, statuses } = await stage.aPull(["water"]);
    await stage.owner`update intake.pull_source set attempts = 2, updated_at = now() where pull_id = ${pullId}`;
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({ water: { status: "pending" } });
    stage.clock.aheadMs = 121_000;
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({ water: { status: "ready" } });
  });

  test("is looked for without end, until the worker is told to stop", async () => {
    const stop = new AbortController();
    const working = keepPulling(stage.intake, stage.settings(), stop.signal);
    const { statuses } = await stage.aPull(["water"]);
    await vi.waitFor(async () =>
      expect(await statuses()).toMatchObject({ water: { status: "ready" } }),
    );
    stop.abort();
    expect(await working).toMatchObject({ ready: 1 });
  });
});

test("a worker that is told to stop leaves what it would try again to the next", async () => {
  stage.sandbox.turn("water_company", { failTimes: 1 });
  const { statuses } = await stage.aPull(["water"]);
  const stop = new AbortController();
  const forever = () => new Promise<void>(() => stop.abort());
  expect(
    await keepPulling(stage.intake, stage.settings({ sleep: forever }), stop.signal),
  ).toMatchObject({ failed: 0 });
  expect(await statuses()).toMatchObject({ water: { status: "pending", attempts: 0 } });
  await workPulls(stage.intake, stage.settings());
  expect(await statuses()).toMatchObject({ water: { status: "ready" } });
});

describe("one source's failure delivers the rest", () => {
  test("where it is slow: it times out after three more tries, waited for 1, 2 and 4 seconds", async () => {
    stage.sandbox.turn("tax", { delayMs: 5000 });
    const { statuses, recorded } = await stage.aPull();
    await workPulls(stage.intake, stage.settings({ timeoutMs: 800 }));
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "timed_out", attempts: 4, reason: "部门未在时限内应答。" },
      electricity: { status: "ready" },
      water: { status: "ready" },
      housing_fund: { status: "ready" },
    });
    expect(stage.waits).toEqual([1000, 2000, 4000]);
    expect(await recorded()).toHaveLength(3);
  });

  test("and does not make the rest wait", async () => {
    stage.sandbox.turn("tax", { delayMs: 5000 });
    const { statuses } = await stage.aPull();
    const stop = new AbortController();
    const working = keepPulling(stage.intake, stage.settings({ timeoutMs: 4500 }), stop.signal);
    await vi.waitFor(async () => expect((await statuses()).water?.status).toBe("ready"), 4000);
    // Nor the next pull of another enterprise.
    const { statuses: others } = await stage.aPull(["electricity"]);
    await vi.waitFor(async () => expect((await others()).electricity?.status).toBe("ready"), 4000);
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "pending" } });
    stage.sandbox.turn("tax", {});
    stop.abort();
    await working;
  });

  test("where it fails twice: the third try delivers it too", async () => {
    stage.sandbox.turn("tax", { failTimes: 2 });
    const { statuses } = await stage.aPull();
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready", attempts: 3 } });
    expect(stage.waits).toEqual([1000, 2000]);
  });

  test("where it denies: with the department's own reason, and without another try", async () => {
    stage.sandbox.turn("tax", { deny: "该户存在未办结事项" });
    const { statuses } = await stage.aPull();
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "denied", attempts: 1, reason: "部门未放行：该户存在未办结事项" },
      water: { status: "ready" },
    });
  });

  test("where it has no interface at all", async () => {
    const { statuses } = await stage.aPull();
    const others = new Map([...stage.sources].filter(([id]) => id !== "tax"));
    await workPulls(stage.intake, stage.settings({ sources: others }));
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "failed", reason: "该部门尚未开通按户查询接口。" },
      water: { status: "ready" },
    });
  });
});

describe("what a department answers", () => {
  test("is not taken with a signature that is another's", async () => {
    stage.sandbox.turn("water_company", { malformed: "signature" });
    const { statuses, recorded } = await stage.aPull(["water"]);
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({
      water: { status: "failed", attempts: 1, reason: expect.stringContaining("签名") },
    });
    expect(await recorded()).toEqual([]);
  });

  test("goes to quarantine where it is no record", async () => {
    stage.sandbox.turn("water_company", { malformed: "rows" });
    const { statuses, recorded } = await stage.aPull(["water"]);
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({
      water: { status: "failed", reason: "部门返回的 2 条记录均未通过校验，已隔离。" },
    });
    expect(await recorded()).toEqual([]);
  });

  test("goes to quarantine where it is about another enterprise", async () => {
    stage.sandbox.turn("water_company", { malformed: "other" });
    const { statuses, recorded } = await stage.aPull(["water"]);
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({ water: { status: "failed" } });
    expect(await recorded()).toEqual([]);
    const [row] =
      await stage.owner`select rule, raw from intake.quarantine order by id desc limit 1`;
    expect(row).toMatchObject({ rule: "other_enterprise", raw: { uscc: expect.any(String) } });
  });
});

describe("the licence", () => {
  test("that was withdrawn while the question waited asks nothing", async () => {
    const { authorisationId, statuses } = await stage.aPull(["water"]);
    await stage.owner`
      update consent.authorisation set status = 'withdrawn', status_at = now(), withdrawn_at = now(), status_reason = '不再需要'
      where id = ${authorisationId}`;
    await workPulls(stage.intake, stage.settings());
    expect(await statuses()).toMatchObject({
      water: { status: "denied", reason: "授权已撤回，未向部门查询。" },
    });
    expect(stage.asked("water_company")).toBe(0);
  });

  test("is checked by the department itself, which does not believe another platform", async () => {
    const der = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
    const stranger = signerOf(der.toString("base64"));
    const elsewhere = await startDepartments({ platformKeys: [stranger.publicKey] });
    const theirs = readSources(JSON.stringify(elsewhere.sources));
    const { statuses } = await stage.aPull(["water"]);
    // The stranger's question is signed well; the licence in it is not by the stranger.
    await workPulls(stage.intake, stage.settings({ sources: theirs, signer: stranger }));
    expect(await statuses()).toMatchObject({
      water: { status: "denied", reason: "部门未放行：授权凭证的签名验证未通过。" },
    });
    const { statuses: again } = await stage.aPull(["water"]);
    await workPulls(stage.intake, stage.settings({ sources: theirs }));
    expect(await again()).toMatchObject({
      water: { status: "failed", reason: "部门接口拒收请求（401）。" },
    });
    await elsewhere.stop();
  });
});

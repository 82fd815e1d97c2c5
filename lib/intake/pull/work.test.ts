import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startDepartments, type Sandbox } from "#sandbox/department/server.ts";
import { database, type Db, type Sql } from "#db/client.ts";
import { platformSigner } from "../../consent/index.ts";
import { newId } from "../../kernel/ids.ts";
import { signerOf } from "../../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import { anAuthorisation, anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../../testing/people.ts";
import { readPull } from "./queries.ts";
import { requestPull } from "./request.ts";
import { readSources, type PullSources } from "./sources.ts";
import { keepPulling, workPulls, type PullSettings } from "./work.ts";

let fresh: FreshDatabase;
let owner: Sql;
let intake: Sql;
let db: Db;
let sandbox: Sandbox;
let sources: PullSources;
let before: ReadonlyMap<string, number>;
/** How far the clock is put forward. */
let ahead = 0;
let waits: number[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  intake = fresh.as("xinqiao_intake");
  db = database(fresh.as("xinqiao_web"));
  sandbox = await startDepartments({ platformKeys: [platformSigner().publicKey] });
  sources = readSources(JSON.stringify(sandbox.sources));
});
afterAll(async () => {
  await sandbox.stop();
  await fresh.drop();
});
beforeEach(async () => {
  await owner`truncate intake.source, intake.pull_source`;
  for (const id of sources.keys()) sandbox.turn(id, {});
  before = new Map([...sources.keys()].map((id) => [id, sandbox.asked(id)]));
  ahead = 0;
  waits = [];
});
/** How many questions a department has had in this test. */
const asked = (id: string) => sandbox.asked(id) - (before.get(id) ?? 0);

const settings = (parts: Partial<PullSettings> = {}): PullSettings => ({
  sources,
  signer: platformSigner(),
  now: () => new Date(Date.now() + ahead),
  sleep: async (ms) => void waits.push(ms),
  // Far more than a department takes that is well, even where the machine is busy.
  timeoutMs: 2000,
  onDefect: (error) => {
    throw error;
  },
  ...parts,
});
const withQuota = (dailyQuota: number): PullSources =>
  new Map([...sources].map(([id, source]) => [id, { ...source, dailyQuota }]));

const everything = ["vat_declaration", "electricity", "water", "housing_fund"];

async function aPull(items: readonly string[] = everything) {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const institution = await anInstitution(owner);
  const actor = await anOfficer(owner, institution.id);
  const authorisationId = await anAuthorisation(owner, {
    uscc,
    institutionId: institution.id,
    signedBy: person.accountId,
    items,
  });
  const pullId = newId();
  await requestPull({ db, actor, now: new Date() }, { pullId, authorisationId });
  const statuses = async () => {
    const { sources } = await readPull({ db, actor, now: new Date() }, { pullId });
    return Object.fromEntries(sources.map((one) => [one.itemId, one]));
  };
  const recorded = async () =>
    (await owner<{ item: string; rows: number }[]>`
      select item, count(*)::int as rows from credit.record
      where uscc = ${uscc} and superseded_at is null group by item order by item`).map(
      ({ item, rows }) => `${item} ${rows}`,
    );
  return { uscc, authorisationId, pullId, statuses, recorded };
}

describe("a pull from departments that are well", () => {
  test("delivers all of them through the pipeline of every batch", async () => {
    const { uscc, statuses, recorded } = await aPull();
    const onLanded = vi.fn(async () => undefined);
    expect(await workPulls(intake, settings({ onLanded }))).toEqual({
      ready: 4,
      denied: 0,
      timed_out: 0,
      failed: 0,
    });
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "ready", attempts: 1, reason: "取得 6 条。" },
      water: { status: "ready" },
    });
    expect(await recorded()).toEqual(["electricity 6", "housing_fund 6", "vat_declaration 6", "water 6"]);
    expect(onLanded).toHaveBeenCalledWith({ uscc, item: "water" });
    const batches = await owner`
      select distinct channel, status from intake.batch`;
    expect([...batches]).toEqual([{ channel: "pull", status: "landed" }]);
  });

  test("asks each source once, however many work on it", async () => {
    await aPull();
    await aPull();
    await Promise.all([1, 2, 3].map(() => workPulls(intake, settings())));
    expect(["tax", "power_grid", "water_company"].map(asked)).toEqual([2, 2, 2]);
  });

  test("is taken up again where a worker was killed, and not before its lease is over", async () => {
    const { pullId, statuses } = await aPull(["water"]);
    await owner`update intake.pull_source set attempts = 2, updated_at = now() where pull_id = ${pullId}`;
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({ water: { status: "pending" } });
    ahead = 121_000;
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({ water: { status: "ready" } });
  });

  test("is looked for without end, until the worker is told to stop", async () => {
    const stop = new AbortController();
    const working = keepPulling(intake, settings(), stop.signal);
    const { statuses } = await aPull(["water"]);
    await vi.waitFor(async () => expect(await statuses()).toMatchObject({ water: { status: "ready" } }));
    stop.abort();
    expect(await working).toMatchObject({ ready: 1 });
  });
});

test("a worker that is told to stop leaves what it would try again to the next", async () => {
  sandbox.turn("water_company", { failTimes: 1 });
  const { statuses } = await aPull(["water"]);
  const stop = new AbortController();
  const forever = () => new Promise<void>(() => stop.abort());
  expect(await keepPulling(intake, settings({ sleep: forever }), stop.signal)).toMatchObject({ failed: 0 });
  expect(await statuses()).toMatchObject({ water: { status: "pending", attempts: 0 } });
  await workPulls(intake, settings());
  expect(await statuses()).toMatchObject({ water: { status: "ready" } });
});

describe("one source's failure delivers the rest", () => {
  test("where it is slow: it times out after three more tries, waited for 1, 2 and 4 seconds", async () => {
    sandbox.turn("tax", { delayMs: 5000 });
    const { statuses, recorded } = await aPull();
    await workPulls(intake, settings({ timeoutMs: 800 }));
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "timed_out", attempts: 4, reason: "部门未在时限内应答。" },
      electricity: { status: "ready" },
      water: { status: "ready" },
      housing_fund: { status: "ready" },
    });
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(await recorded()).toHaveLength(3);
  });

  test("and does not make the rest wait", async () => {
    sandbox.turn("tax", { delayMs: 5000 });
    const { statuses } = await aPull();
    const stop = new AbortController();
    const working = keepPulling(intake, settings({ timeoutMs: 4500 }), stop.signal);
    await vi.waitFor(async () => expect((await statuses()).water?.status).toBe("ready"), 4000);
    // Nor the next pull of another enterprise.
    const { statuses: others } = await aPull(["electricity"]);
    await vi.waitFor(async () => expect((await others()).electricity?.status).toBe("ready"), 4000);
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "pending" } });
    sandbox.turn("tax", {});
    stop.abort();
    await working;
  });

  test("where it fails twice: the third try delivers it too", async () => {
    sandbox.turn("tax", { failTimes: 2 });
    const { statuses } = await aPull();
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready", attempts: 3 } });
    expect(waits).toEqual([1000, 2000]);
  });

  test("where it denies: with the department's own reason, and without another try", async () => {
    sandbox.turn("tax", { deny: "该户存在未办结事项" });
    const { statuses } = await aPull();
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "denied", attempts: 1, reason: "部门未放行：该户存在未办结事项" },
      water: { status: "ready" },
    });
  });

  test("where it has no interface at all", async () => {
    const { statuses } = await aPull();
    const others = new Map([...sources].filter(([id]) => id !== "tax"));
    await workPulls(intake, settings({ sources: others }));
    expect(await statuses()).toMatchObject({
      vat_declaration: { status: "failed", reason: "该部门尚未开通按户查询接口。" },
      water: { status: "ready" },
    });
  });
});

describe("what a department answers", () => {
  test("is not taken with a signature that is another's", async () => {
    sandbox.turn("water_company", { malformed: "signature" });
    const { statuses, recorded } = await aPull(["water"]);
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({
      water: { status: "failed", attempts: 1, reason: expect.stringContaining("签名") },
    });
    expect(await recorded()).toEqual([]);
  });

  test("goes to quarantine where it is no record", async () => {
    sandbox.turn("water_company", { malformed: "rows" });
    const { statuses, recorded } = await aPull(["water"]);
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({
      water: { status: "failed", reason: "部门返回的 2 条记录均未通过校验，已隔离。" },
    });
    expect(await recorded()).toEqual([]);
  });

  test("goes to quarantine where it is about another enterprise", async () => {
    sandbox.turn("water_company", { malformed: "other" });
    const { statuses, recorded } = await aPull(["water"]);
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({ water: { status: "failed" } });
    expect(await recorded()).toEqual([]);
    const [row] = await owner`select rule, raw from intake.quarantine order by id desc limit 1`;
    expect(row).toMatchObject({ rule: "other_enterprise", raw: { uscc: expect.any(String) } });
  });
});

describe("the licence", () => {
  test("that was withdrawn while the question waited asks nothing", async () => {
    const { authorisationId, statuses } = await aPull(["water"]);
    await owner`
      update consent.authorisation set status = 'withdrawn', status_at = now(), withdrawn_at = now(), status_reason = '不再需要'
      where id = ${authorisationId}`;
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({
      water: { status: "denied", reason: "授权已撤回，未向部门查询。" },
    });
    expect(asked("water_company")).toBe(0);
  });

  test("is checked by the department itself, which does not believe another platform", async () => {
    const der = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
    const stranger = signerOf(der.toString("base64"));
    const elsewhere = await startDepartments({ platformKeys: [stranger.publicKey] });
    const theirs = readSources(JSON.stringify(elsewhere.sources));
    const { statuses } = await aPull(["water"]);
    // The stranger's question is signed well; the licence in it is not by the stranger.
    await workPulls(intake, settings({ sources: theirs, signer: stranger }));
    expect(await statuses()).toMatchObject({
      water: { status: "denied", reason: "部门未放行：授权凭证的签名验证未通过。" },
    });
    const { statuses: again } = await aPull(["water"]);
    await workPulls(intake, settings({ sources: theirs }));
    expect(await again()).toMatchObject({
      water: { status: "failed", reason: "部门接口拒收请求（401）。" },
    });
    await elsewhere.stop();
  });
});

describe("the breaker of a department that is down", () => {
  test("opens after five failures on end, and asks nothing for a minute", async () => {
    sandbox.turn("tax", { stop: true });
    const first = await aPull(["vat_declaration"]);
    await workPulls(intake, settings());
    expect(await first.statuses()).toMatchObject({
      vat_declaration: { status: "failed", attempts: 4, reason: "无法连接部门接口。" },
    });
    const second = await aPull(["vat_declaration", "water"]);
    await workPulls(intake, settings());
    expect(await second.statuses()).toMatchObject({
      vat_declaration: { status: "failed", attempts: 1, reason: expect.stringMatching(/已暂停查询至 \d\d:\d\d/) },
      water: { status: "ready" },
    });
    expect(asked("tax")).toBe(5);

    // Just before the minute is over.
    const [open] = await owner<{ until: Date }[]>`select open_until as until from intake.source where department_id = 'tax'`;
    ahead = (open?.until.getTime() ?? 0) - Date.now() - 5000;
    const third = await aPull(["vat_declaration"]);
    await workPulls(intake, settings());
    expect(await third.statuses()).toMatchObject({ vat_declaration: { status: "failed" } });
    expect(asked("tax")).toBe(5);
  });

  test("lets one question through after it, of as many as wait", async () => {
    await owner`
      insert into intake.source (department_id, failures, open_until) values ('tax', 5, now() - interval '1 second')`;
    sandbox.turn("tax", { stop: true });
    await Promise.all([1, 2, 3].map(() => aPull(["vat_declaration"])));
    await workPulls(intake, settings());
    expect(asked("tax")).toBe(1);
  });

  test("closes when that one is answered", async () => {
    await owner`
      insert into intake.source (department_id, failures, open_until) values ('tax', 5, now() - interval '1 second')`;
    const { statuses } = await aPull(["vat_declaration"]);
    await workPulls(intake, settings());
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready" } });
    const [kept] = await owner`select failures, open_until from intake.source where department_id = 'tax'`;
    expect(kept).toEqual({ failures: 0, open_until: null });
  });

  test("does not open where answers come between the failures", async () => {
    for (const _ of [1, 2, 3]) {
      sandbox.turn("tax", { failTimes: 3 });
      const { statuses } = await aPull(["vat_declaration"]);
      await workPulls(intake, settings());
      expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready", attempts: 4 } });
    }
  });
});

describe("the quota of a department", () => {
  test("counts every question, and is there again the next day", async () => {
    const two = settings({ sources: withQuota(2) });
    const pulls = await Promise.all([1, 2, 3].map(() => aPull(["vat_declaration"])));
    expect(await workPulls(intake, two)).toMatchObject({ ready: 2, denied: 1 });
    expect(asked("tax")).toBe(2);
    const ended = await Promise.all(pulls.map(async ({ statuses }) => (await statuses()).vat_declaration));
    expect(ended.find((one) => one?.status === "denied")?.reason).toContain("额度已用完");

    await owner`update intake.source set quota_day = quota_day - 1`;
    const { statuses } = await aPull(["vat_declaration"]);
    await workPulls(intake, two);
    expect(await statuses()).toMatchObject({ vat_declaration: { status: "ready" } });
  });
});

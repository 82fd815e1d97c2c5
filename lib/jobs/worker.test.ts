import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { signerOf } from "../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
} from "../testing/people.ts";
import { installJobs, purgeAudit, runWorker, workOnNotice, type Worker } from "./index.ts";
import { jobNames, scheduled } from "./model.ts";

const key = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
const signer = signerOf(key.toString("base64"));
let fresh: FreshDatabase;
let owner: Sql;
let folder: string;
const started: Worker[] = [];
const onRun = vi.fn();
const onFault = vi.fn();

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  folder = mkdtempSync(join(tmpdir(), "xinqiao-worker-"));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
  onRun.mockClear();
  onFault.mockClear();
});
afterAll(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function aWorker() {
  const worker = await runWorker({
    databaseUrl: fresh.urlAs("xinqiao_worker"),
    signer,
    checkpointFile: join(folder, "checkpoints.jsonl"),
    onRun,
    onFault,
  });
  started.push(worker);
  return worker;
}
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

test("it runs as a role that owns nothing, and schedules each job in Shanghai's time", async () => {
  await owner`select pgboss.create_queue('left-over', '{"policy": "standard"}')`;
  await owner`insert into pgboss.schedule (name, cron) values ('left-over', '* * * * *')`;
  await aWorker();
  const rows =
    await owner`select name, cron, timezone, options ->> 'missed' as missed from pgboss.schedule order by name`;
  expect(rows.map((row) => ({ ...row }))).toEqual(
    jobNames
      .map((name) => ({ name, cron: scheduled[name], timezone: "Asia/Shanghai", missed: "once" }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
  expect(onFault).not.toHaveBeenCalled();
});

test("every job runs to its end, and what was due is done", async () => {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const { id: institutionId } = await anInstitution(owner);
  const id = await anAuthorisation(owner, {
    uscc,
    institutionId,
    signedBy: person.accountId,
    startsAt: new Date(Date.now() - 86_400_000),
    endsAt: new Date(Date.now() - 1000),
  });
  const worker = await aWorker();
  for (const job of jobNames) await worker.runNow(job);
  await soon(() => expect(onRun).toHaveBeenCalledTimes(jobNames.length));
  expect(onFault).not.toHaveBeenCalled();
  const reports = new Map(onRun.mock.calls.map(([{ job, report }]) => [job, report]));
  expect(reports.get("expire-authorisations")).toEqual({ expired: 1 });
  const [row] = await owner`select status from consent.authorisation where id = ${id}`;
  expect(row).toEqual({ status: "expired" });
  expect(existsSync(join(folder, "checkpoints.jsonl"))).toBe(true);
  expect(readFileSync(join(folder, "checkpoints.jsonl"), "utf8")).toContain(signer.publicKey.keyId);
});

test("of two workers one does a run, and the same run is not queued twice", async () => {
  const [one, other] = [await aWorker(), await aWorker()];
  await Promise.all([one, other, one, other].map((worker) => worker.runNow("announce-expiry")));
  await soon(() => expect(onRun).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 6000));
  expect(onRun).toHaveBeenCalledTimes(1);
});

test("a run that fails is reported once, tried again later, and the queue learns no value of it", async () => {
  await owner`delete from pgboss.job`;
  await owner`revoke execute on function scoring.forget_ended(timestamptz) from xinqiao_worker`;
  const worker = await aWorker();
  await worker.runNow("mark-data-life");
  await soon(() => expect(onFault).toHaveBeenCalled());
  expect(onFault.mock.calls[0]?.[0]).toBe("mark-data-life");
  await vi.waitFor(
    async () => {
      const [job] =
        await owner`select state, output::text from pgboss.job where name = 'mark-data-life'`;
      expect(job).toMatchObject({
        state: "retry",
        output: expect.stringContaining("The run failed"),
      });
      expect(job?.["output"]).not.toMatch(/select|params/);
    },
    { timeout: 10_000 },
  );
  await owner`grant execute on function scoring.forget_ended(timestamptz) to xinqiao_worker`;
});

test("installing again changes nothing, and two may do it at once", async () => {
  const before = await owner`select name, policy, retry_limit from pgboss.queue order by name`;
  await Promise.all([installJobs(fresh.url), installJobs(fresh.url)]);
  expect(await owner`select name, policy, retry_limit from pgboss.queue order by name`).toEqual(
    before,
  );
});

test("a start without a database ends in an error and leaves nothing open", async () => {
  const url = new URL(fresh.urlAs("xinqiao_worker"));
  url.password = "wrong";
  await expect(
    runWorker({ databaseUrl: url.toString(), signer, checkpointFile: "unused", onFault }),
  ).rejects.toThrow(/password/);
});

test("the log lets go of what is older than three years; a broken chain stays and the operator is told", async () => {
  const worker = fresh.as("xinqiao_worker");
  const old = new Date(Date.now() - 4 * 366 * 86_400_000);
  const line = async (chain: string, seq: number, previous: string) => {
    const [row] = await owner<{ hash: string }[]>`
      insert into audit.line (chain, seq, at, kind, body, previous_hash, hash)
      values (${chain}, ${seq}, ${old}, 'command', '{}', ${previous},
        audit.line_hash(${chain}, ${seq}, ${old}, 'command', '{}', ${previous}))
      returning hash`;
    return row?.hash ?? "";
  };
  const start = "0".repeat(64);
  const whole = `institution:${newId()}`;
  const broken = `institution:${newId()}`;
  await line(whole, 2, await line(whole, 1, start));
  await line(broken, 2, "f".repeat(64));
  await line(broken, 1, start);
  const report = await purgeAudit(worker, new Date());
  expect(report).toEqual({ chains: 1, lines: 2, broken: 1 });
  const left = (chain: string) =>
    owner`select kind from audit.line where chain = ${chain} order by seq`;
  expect(await left(whole)).toMatchObject([{ kind: "purge" }]);
  expect(await left(broken)).toMatchObject([{ kind: "command" }, { kind: "command" }]);
  await purgeAudit(worker, new Date());
  expect(
    await owner`select subject from notify.message where organisation = 'platform' and kind = 'system'`,
  ).toMatchObject([{ subject: "存证链校验不符，已停止清理" }]);
});

test("standing work hears of what is new at once, goes on after a fault, and ends with the worker", async () => {
  const seen: string[] = [];
  const faults: unknown[] = [];
  await owner`create table public.inbox (word text)`;
  await owner`grant select, delete on public.inbox to xinqiao_worker`;
  await owner`grant usage on schema public to xinqiao_worker`;
  const worker = await runWorker({
    databaseUrl: fresh.urlAs("xinqiao_worker"),
    signer,
    checkpointFile: join(folder, "checkpoints.jsonl"),
    onFault,
    standing: [
      {
        name: "inbox",
        run: (sql, signal) =>
          workOnNotice(sql, signal, {
            channel: "test_inbox",
            pauseMs: 60_000,
            onFault: (fault) => faults.push(fault),
            work: async () => {
              const taken = await sql<{ word: string }[]>`delete from public.inbox returning word`;
              for (const { word } of taken) {
                if (word === "spoilt") throw new Error("spoilt");
                seen.push(word);
              }
              return taken.length > 0;
            },
          }),
      },
    ],
  });
  started.push(worker);
  const tell = (word: string) =>
    owner.begin(async (tx) => {
      await tx`insert into public.inbox values (${word})`;
      await tx`select pg_notify('test_inbox', '')`;
    });
  // It listens by then; what came before would have been found by the first look.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await tell("one");
  await soon(() => expect(seen).toEqual(["one"]));
  await tell("spoilt");
  await soon(() => expect(faults).toHaveLength(1));
  await tell("two");
  await soon(() => expect(seen).toEqual(["one", "two"]));
  await worker.stop();
  await tell("three");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen).toEqual(["one", "two"]);
  expect(onFault).not.toHaveBeenCalled();
});

import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { departmentName } from "../../registry/departments.ts";
import { dayOf, timeText } from "../../kernel/calendar.ts";
import type { Signer } from "../../kernel/signing.ts";
import type { ItemId } from "../catalogue.ts";
import type { SourceStatus } from "../model.ts";
import { ask, TIMEOUT_MS, type Asked } from "./ask.ts";
import { admit, noteAnswer, noteFailure, type Admission } from "./breaker.ts";
import { claim, end, giveBack, noteTry, type Claimed, type Ending } from "./claim.ts";
import { land } from "./land.ts";
import { licenceFor } from "./licence.ts";
import type { PullQuestion } from "./protocol.ts";
import type { PullSource, PullSources } from "./sources.ts";

export type PullSettings = Readonly<{
  sources: PullSources;
  /** The platform's key: departments know its public half. */
  signer: Signer;
  now?: () => Date;
  sleep?: (ms: number) => Promise<void>;
  timeoutMs?: number;
  /** Records of this enterprise have changed: its indicators are to be computed again. */
  onLanded?: (landed: Readonly<{ uscc: string; item: ItemId }>) => Promise<void>;
  /** A defect, or the database gone; the source stays pending and is taken up again. */
  onDefect?: (error: unknown) => void;
}>;
type Tools = Required<PullSettings>;

export type PullReport = Readonly<Record<Exclude<SourceStatus, "pending">, number>>;

/** After each of these many milliseconds a fault that may pass is tried again. */
const RETRY_AFTER_MS = [1000, 2000, 4000] as const;
/** Questions to one department at once. */
const LANES = 3;
const LOOK_EVERY_MS = 500;

/** Asks departments until nothing waits any more. As `xinqiao_intake`; many may run at once. */
export async function workPulls(sql: Sql, settings: PullSettings): Promise<PullReport> {
  return dispatch(sql, tooled(settings), null);
}

/** The same without end: looks for new pulls until the signal, and then lets what is under way end. */
export async function keepPulling(
  sql: Sql,
  settings: PullSettings,
  signal: AbortSignal,
): Promise<PullReport> {
  return dispatch(sql, tooled(settings), signal);
}

const tooled = (settings: PullSettings): Tools => ({
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  timeoutMs: TIMEOUT_MS,
  onLanded: async () => undefined,
  onDefect: () => undefined,
  ...settings,
});

/** `until` null: until there is nothing left. Each department has its own lanes, so none waits for another. */
async function dispatch(sql: Sql, tools: Tools, until: AbortSignal | null): Promise<PullReport> {
  const report = { ready: 0, denied: 0, timed_out: 0, failed: 0 };
  const underWay = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const step = (departmentId: string, by: 1 | -1) =>
    underWay.set(departmentId, (underWay.get(departmentId) ?? 0) + by);
  const start = (claimed: Claimed) => {
    step(claimed.departmentId, 1);
    const work: Promise<void> = inquire(sql, tools, claimed, until)
      .then(async (ending) => {
        if (!ending) return giveBack(sql, claimed);
        await end(sql, claimed, ending, tools.now());
        report[ending.status] += 1;
      })
      .catch(tools.onDefect)
      .finally(() => {
        step(claimed.departmentId, -1);
        running.delete(work);
      });
    running.add(work);
  };

  while (until?.aborted !== true) {
    const taken = await claim(sql, { underWay, lanes: LANES }, tools.now()).catch(
      (error: unknown) => {
        // A loop that ends with the database would never see it come back.
        if (!until) throw error;
        tools.onDefect(error);
        return [];
      },
    );
    for (const claimed of taken) start(claimed);
    if (taken.length > 0) continue;
    if (running.size === 0 && !until) break;
    // Real time: a look at the table, which tests have no reason to hurry.
    await Promise.race([...running, pause(LOOK_EVERY_MS, until)]);
  }
  await Promise.all(running);
  return report;
}

function pause(ms: number, until: AbortSignal | null): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      until?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    until?.addEventListener("abort", done);
  });
}

/** Never, where there is no signal. */
const aborted = (until: AbortSignal | null): Promise<void> =>
  new Promise((resolve) => {
    if (until?.aborted) resolve();
    until?.addEventListener("abort", () => resolve(), { once: true });
  });

/**
 * One source from its licence to its end: asks, tries again what may pass, lands what is released.
 * null: told to stop while another try was due.
 */
async function inquire(
  sql: Sql,
  tools: Tools,
  claimed: Claimed,
  until: AbortSignal | null,
): Promise<Ending | null> {
  const { departmentId, item, pullId } = claimed;
  const source = tools.sources.get(departmentId);
  if (!source) return ended("failed", "该部门尚未开通按户查询接口。");
  let last: Extract<Asked, { outcome: "fault" }> | null = null;
  for (let attempt = 1; attempt <= RETRY_AFTER_MS.length + 1; attempt++) {
    const licence = await licenceFor(sql, pullId, item, tools.now());
    if (!licence.good) return ended("denied", licence.words);
    const admission = await admitted(sql, tools, departmentId, source);
    if (!admission.admitted) return shutOut(admission);
    await noteTry(sql, claimed, attempt, tools.now());
    const { uscc } = licence;
    const question = { requestId: randomUUID(), uscc, item, licence: licence.licence };
    const asked = await asking(sql, tools, { departmentId, source, question });
    if (asked.outcome === "denied") return ended("denied", `部门未放行：${asked.detail}`);
    if (asked.outcome === "released") return released(sql, tools, claimed, uscc, asked.body);
    last = asked;
    const waitMs = RETRY_AFTER_MS[attempt - 1];
    if (!asked.again || waitMs === undefined) break;
    await Promise.race([tools.sleep(waitMs), aborted(until)]);
    if (until?.aborted) return null;
  }
  return ended(last?.kind === "timeout" ? "timed_out" : "failed", last?.words ?? null);
}

const admitted = (sql: Sql, { now }: Tools, departmentId: string, { dailyQuota }: PullSource) =>
  admit(sql, { departmentId, dailyQuota, now: now(), day: dayOf(now()) });

type Question = Readonly<{ departmentId: string; source: PullSource; question: PullQuestion }>;

async function asking(
  sql: Sql,
  { signer, now, timeoutMs }: Tools,
  { departmentId, source, question }: Question,
): Promise<Asked> {
  const asked = await ask({ source, signer, question, now: now(), timeoutMs });
  if (asked.outcome === "fault") await noteFailure(sql, departmentId, now());
  else await noteAnswer(sql, departmentId);
  return asked;
}

async function released(
  sql: Sql,
  tools: Tools,
  { pullId, item, departmentId }: Claimed,
  uscc: string,
  body: Buffer,
): Promise<Ending> {
  if (body.length === 0) return ended("ready", "部门没有该企业的记录。");
  const source = `${departmentName(departmentId)} · 按户查询`;
  const landed = await land(sql, { pullId, item, uscc, source, body, now: tools.now() });
  if (typeof landed === "string") return ended("failed", landed);
  const { batchId, received, quarantined } = landed;
  if (quarantined === received) {
    const reason = `部门返回的 ${received} 条记录均未通过校验，已隔离。`;
    return { status: "failed", reason, batchId };
  }
  await tools.onLanded({ uscc, item });
  const refused = quarantined > 0 ? `，其中 ${quarantined} 条未通过校验，已隔离` : "";
  return { status: "ready", reason: `取得 ${received} 条${refused}。`, batchId };
}

const ended = (status: Ending["status"], reason: string | null): Ending => ({
  status,
  reason,
  batchId: null,
});

function shutOut(admission: Extract<Admission, { admitted: false }>): Ending {
  return admission.because === "quota"
    ? ended("denied", "今日对该部门的查询额度已用完，明日恢复。")
    : ended(
        "failed",
        `该部门接口连续未能应答，已暂停查询至 ${timeText(admission.until).slice(11)}，其他来源不受影响。`,
      );
}

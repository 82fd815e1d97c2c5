import type { Sql } from "#db/client.ts";
import { makeCheckpoint } from "../audit/index.ts";
import { forgetTables } from "../bench/work/index.ts";
import { announceExpiry, expireAuthorisations, markDataLife } from "../consent/index.ts";
import { refreshIndicators } from "../credit/index.ts";
import { evaluateDueMonths } from "../evaluation/index.ts";
import { dayOf } from "../kernel/calendar.ts";
import type { Signer } from "../kernel/signing.ts";
import { announceQuality, refreshQuality } from "../quality/index.ts";
import { monitorCards } from "../scoring/index.ts";
import type { JobName, JobReport } from "./model.ts";
import { purgeAudit } from "./purge-audit.ts";

/** What runs need beside the database. */
export type TaskMeans = Readonly<{
  sql: Sql;
  signer: Signer;
  /** Where checkpoints of the audit log are kept, outside the database. */
  checkpointFile: string;
}>;

type Task = (means: TaskMeans, now: Date) => Promise<JobReport>;

/** What each job does. Every one of them may be killed at any line, and run again at any time. */
export const tasks: Readonly<Record<JobName, Task>> = {
  "expire-authorisations": ({ sql }, now) => expireAuthorisations(sql, now),
  "announce-expiry": ({ sql }, now) => announceExpiry(sql, now),
  "mark-data-life": ({ sql }, now) => markDataLife(sql, now),
  "purge-audit": ({ sql }, now) => purgeAudit(sql, now),
  "checkpoint-audit": async ({ sql, signer, checkpointFile }, now) => {
    const { chains } = await makeCheckpoint(sql, signer, checkpointFile, now);
    return { chains };
  },
  // An indicator looks back from a day, so that it changes though no record does.
  "refresh-indicators": async ({ sql }, now) => {
    const enterprises = await refreshIndicators(sql, { usccs: null, today: dayOf(now), now });
    return { enterprises };
  },
  "refresh-quality": async ({ sql }, now) => ({ cells: await refreshQuality(sql, now) }),
  // Computed anew first: what was corrected in the last hours counts.
  "announce-quality": async ({ sql }, now) => ({
    cells: await refreshQuality(sql, now),
    messages: await announceQuality(sql, now),
  }),
  "monitor-cards": ({ sql }, now) => monitorCards(sql, now),
  "forget-bench-tables": ({ sql }, now) => forgetTables(sql, now),
  "evaluate-month": ({ sql }, now) => evaluateDueMonths(sql, now),
};

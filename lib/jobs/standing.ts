import type { Sql } from "#db/client.ts";
import { database } from "#db/client.ts";
import { workNextRun } from "../bench/work/index.ts";
import { refreshIndicators } from "../credit/index.ts";
import { workNextDryRun } from "../evaluation/index.ts";
import { keepPulling, workNextSubmission, type PullSources, type Worked } from "../intake/index.ts";
import { dayOf } from "../kernel/calendar.ts";
import type { Signer } from "../kernel/signing.ts";
import { departmentOrganisation, notify } from "../notify/index.ts";
import { workOnNotice } from "./on-notice.ts";
import type { StandingWork } from "./worker.ts";

type Means = Readonly<{
  signer: Signer;
  /** The query interfaces of departments. */
  sources: PullSources;
  onFault: (where: string, error: unknown) => void;
}>;

/** What comes in at any time: files and pushes of departments, and our own questions to them. */
export const standingWork = ({ signer, sources, onFault }: Means): readonly StandingWork[] => [
  {
    name: "submissions",
    run: (sql, signal) =>
      workOnNotice(sql, signal, {
        channel: "intake_submission",
        pauseMs: 5_000,
        work: () => takeIn(sql),
        onFault: (error) => onFault("submissions", error),
      }),
  },
  {
    name: "bench",
    run: (sql, signal) =>
      workOnNotice(sql, signal, {
        channel: "bench_run",
        pauseMs: 5_000,
        work: async () => (await workNextRun(sql, signal)) !== null && !signal.aborted,
        onFault: (error) => onFault("bench", error),
      }),
  },
  {
    name: "dry runs",
    run: (sql, signal) =>
      workOnNotice(sql, signal, {
        channel: "evaluation_dry_run",
        pauseMs: 5_000,
        work: () => workNextDryRun(sql, new Date()),
        onFault: (error) => onFault("dry runs", error),
      }),
  },
  {
    name: "pulls",
    run: (sql, signal) => {
      const onLanded = async ({ uscc }: Readonly<{ uscc: string }>) =>
        void (await refresh(sql, [uscc]));
      const onDefect = (error: unknown) => onFault("pulls", error);
      return keepPulling(sql, { sources, signer, onLanded, onDefect }, signal);
    },
  },
];

/** One submission: landed or refused, the department told, and figures brought up to date. */
async function takeIn(sql: Sql): Promise<boolean> {
  const worked = await workNextSubmission(sql);
  if (!worked) return false;
  await tell(sql, worked, new Date());
  if (worked.outcome === "landed" && !worked.report.repeated) {
    const touched = await sql<{ uscc: string }[]>`
      select distinct uscc from credit.record where batch_id = ${worked.report.batchId}`;
    await refresh(
      sql,
      touched.map(({ uscc }) => uscc),
    );
  }
  return true;
}

/** If the process dies before, the nightly job brings the figures up to date. */
const refresh = (sql: Sql, usccs: readonly string[]) => {
  const now = new Date();
  return refreshIndicators(sql, { usccs, today: dayOf(now), now });
};

async function tell(sql: Sql, worked: Worked, now: Date): Promise<void> {
  const [row] = await sql<{ departmentId: string; fileName: string }[]>`
    select department_id as "departmentId", file_name as "fileName"
    from intake.submission where id = ${worked.submissionId}`;
  if (!row) return;
  const { subject, body } = wordsFor(worked, row.fileName);
  await notify(database(sql), {
    organisation: departmentOrganisation(row.departmentId),
    kind: "intake",
    subject,
    body,
    href: "/department/batches",
    onceKey: `submission:${worked.submissionId}`,
    now,
  });
}

function wordsFor(worked: Worked, fileName: string): { subject: string; body: string } {
  if (worked.outcome === "failed")
    return { subject: `未能入库：${fileName}`, body: worked.failure };
  const { received, accepted, superseded, duplicate, quarantined } = worked.report;
  const kept = `共 ${received} 条：新增 ${accepted} 条，更新 ${superseded} 条，重复 ${duplicate} 条，隔离 ${quarantined} 条。`;
  return quarantined === 0
    ? { subject: `已入库：${fileName}`, body: kept }
    : {
        subject: `已入库，有 ${quarantined} 条待更正：${fileName}`,
        body: `${kept}请更正隔离的数据后重新报送。`,
      };
}

import type { TransactionSql } from "postgres";
import type { Sql } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { hideSmall } from "./hide-small.ts";
import {
  regionPrefix,
  templateFor,
  templatesInForceOver,
  type TemplateInForce,
} from "./in-force.ts";
import { gradesOf, type DryRunResult, type EvaluationTemplate, type GradeCount } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { evaluationToSql, textParameter } from "./to-sql.ts";

/**
 * Counts the oldest dry run that waits, and tells whether there was one. Over the indicators as they are
 * now, of the operating enterprises of the template's region. Several workers take different ones.
 */
export async function workNextDryRun(sql: Sql, now: Date): Promise<boolean> {
  const inForce = await templatesInForceOver(sql, { day: dayOf(now), at: now });
  return await sql.begin(async (tx) => {
    const [waiting] = await tx<{ id: string; document: unknown }[]>`
      select r.id, t.document from evaluation.dry_run r join evaluation.template t on t.id = r.template
      where r.status = 'waiting' order by r.asked_at, r.id limit 1 for update of r skip locked`;
    if (!waiting) return false;
    // What fails is said to have failed, or the ones behind it would wait for ever.
    const result = await tx
      .savepoint((counting) => tryOut(counting, parseTemplate(waiting.document), inForce))
      .catch(() => null);
    await tx`
      update evaluation.dry_run set status = ${result ? "done" : "failed"}, finished_at = ${now.toISOString()}::timestamptz,
        result = ${result ? JSON.stringify(result) : null}::text::jsonb
      where id = ${waiting.id}`;
    return true;
  });
}

async function tryOut(
  tx: TransactionSql,
  template: EvaluationTemplate,
  inForce: readonly TemplateInForce[],
): Promise<DryRunResult> {
  const before = templateFor(inForce, template.regionCode ?? "");
  const prefix = regionPrefix(template);
  const counts = await countedBy(tx, template, prefix);
  return {
    enterprises: counts.enterprises,
    counts: counts.byGrade,
    inForce: before && {
      id: before.template.id,
      version: before.template.version,
      name: before.template.name,
      counts: (await countedBy(tx, before.template, prefix)).byGrade,
    },
  };
}

async function countedBy(tx: TransactionSql, template: EvaluationTemplate, prefix: string) {
  const { texts, text } = textParameter(1);
  const statement = evaluationToSql(template, {
    keep: ["known.uscc"],
    from: "credit.indicator known join registry.enterprise e on e.uscc = known.uscc",
    where: "e.status = 'operating' and starts_with(e.region_code, $2::text)",
    text,
  });
  const rows = await tx.unsafe<{ grade: string | null; enterprises: number }[]>(
    `select grade, count(*)::integer as enterprises from (${statement}) evaluated group by grade`,
    [texts, prefix],
  );
  const found = new Map(rows.map(({ grade, enterprises }) => [grade, enterprises]));
  return shown(gradesOf(template).map((each) => ({ ...each, found: found.get(each.grade) ?? 0 })));
}

type Found = Readonly<{ grade: string | null; label: string; found: number }>;

function shown(grades: readonly Found[]) {
  const total = grades.reduce((sum, { found }) => sum + found, 0);
  const sum = { total: grades.length, parts: grades.map((_, at) => at) };
  const figures = hideSmall([...grades.map(({ found }) => found), total], [sum]);
  const byGrade: readonly GradeCount[] = grades.map(({ grade, label }, at) => ({
    grade,
    label,
    enterprises: figures[at] ?? null,
  }));
  return { byGrade, enterprises: figures.at(-1) ?? null };
}

import type { Sql } from "#db/client.ts";
import { database } from "#db/client.ts";
import { addMonths, dayOf, firstDay, monthOf, startOfDay } from "../kernel/calendar.ts";
import { institutionOrganisation, notify } from "../notify/index.ts";
import { discrimination } from "../kernel/discrimination.ts";
import { warningLevels, type MonitorReport, type ScoreRole, type WarningLevel } from "./model.ts";
import { levelOf, psiByDeciles, psiByValues, type Counts } from "./stability.ts";

/** The months in which a card first scores: what later ones are compared with. */
const REFERENCE_MONTHS = 3;
/** Fewer than these say nothing about a distribution, or about a rate of default. */
const FEWEST_SCORES = 50;
const FEWEST_LOANS = 20;
/** Standard deviations between predicted and observed defaults that are chance no longer. */
const deviationLevels = { look: 2, act: 3 } as const;

type Row = Readonly<{ card_hash: string; institution_id: string | null }>;
type TotalRow = Row &
  Readonly<{
    card_id: string;
    card_version: number;
    role: ScoreRole;
    total: number;
    scores: number;
  }>;
type PointsRow = Row & Readonly<{ fact: string; points: number; scores: number }>;
type OutcomeRow = Row & Readonly<{ total: number; default_bps: number | null; bad: boolean }>;

/** A card and whose applications it scored; null: the platform's, over all institutions. */
type Subject = Readonly<{
  hash: string;
  owner: string | null;
  cardId: string;
  version: number;
  role: ScoreRole;
}>;

/**
 * Compares what each card predicted with what came, and the applicants of the last whole month with
 * those of its first months. It tells people and writes a report; it moves no card. May be run again:
 * a month's report is replaced, and its warning is sent once.
 */
export async function monitorCards(
  sql: Sql,
  now: Date,
): Promise<{ cards: number; warnings: number }> {
  const month = addMonths(monthOf(dayOf(now)), -1);
  const [from, to] = [startOf(month), startOf(addMonths(month, 1))];
  const totals = await totalsOf(sql, from, to);
  const own = await ownersOf(sql);
  const points = await pointsOf(sql, from, to);
  const outcomes = await sql<
    OutcomeRow[]
  >`select * from scoring.monitor_outcomes(${to}::timestamptz)`;
  const starts = await sql<(Row & { first_at: Date })[]>`select * from scoring.monitor_starts()`;
  let warnings = 0;
  const subjects = subjectsOf(totals, own);
  for (const subject of subjects) {
    const within = <R extends Row>(rows: readonly R[]) =>
      rows.filter((row) => isOf(subject, row, own));
    const first = within(starts).map(({ first_at }) => monthOf(dayOf(first_at)));
    const referenceFrom = first.sort()[0] ?? month;
    const referenceTo = addMonths(referenceFrom, REFERENCE_MONTHS);
    const isLater = month >= referenceTo;
    const before = isLater ? ([startOf(referenceFrom), startOf(referenceTo)] as const) : null;
    const report = reportOf({
      role: subject.role,
      totals: within(totals),
      points: within(points),
      outcomes: within(outcomes),
      reference: before && {
        from: referenceFrom,
        to: addMonths(referenceTo, -1),
        totals: within(await totalsOf(sql, ...before)),
        points: within(await pointsOf(sql, ...before)),
      },
    });
    await keep(sql, subject, month, report, now);
    if (report.level !== "none") {
      await warn(sql, subject, month, report, now);
      warnings++;
    }
  }
  return { cards: subjects.length, warnings };
}

/** Midnight in Shanghai, as text: the query builder on the same connection takes no dates. */
const startOf = (month: string): string => startOfDay(firstDay(month)).toISOString();

const totalsOf = (sql: Sql, from: string, to: string) =>
  sql<TotalRow[]>`select * from scoring.monitor_totals(${from}::timestamptz, ${to}::timestamptz)`;
const pointsOf = (sql: Sql, from: string, to: string) =>
  sql<PointsRow[]>`select * from scoring.monitor_points(${from}::timestamptz, ${to}::timestamptz)`;

/** `hash institution` of institutions' own cards. */
async function ownersOf(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ hash: string; institution_id: string }[]>`
    select hash, institution_id from scoring.card where institution_id is not null`;
  return new Set(rows.map(({ hash, institution_id }) => `${hash} ${institution_id}`));
}

type Owners = ReadonlySet<string>;

const ownerOf = ({ card_hash, institution_id }: Row, own: Owners): string | null =>
  own.has(`${card_hash} ${institution_id}`) ? institution_id : null;

const isOf = ({ hash, owner }: Subject, row: Row, own: Owners): boolean =>
  row.card_hash === hash && ownerOf(row, own) === owner;

function subjectsOf(totals: readonly TotalRow[], own: Owners): readonly Subject[] {
  const subjects = new Map<string, Subject>();
  for (const row of totals) {
    const owner = ownerOf(row, own);
    const key = `${row.card_hash} ${owner}`;
    // Promoted within the month: what decisions rested on is what counts.
    const role = subjects.get(key)?.role === "champion" ? "champion" : row.role;
    const { card_hash: hash, card_id: cardId, card_version: version } = row;
    subjects.set(key, { hash, owner, cardId, version, role });
  }
  return [...subjects.values()];
}

type Found = Readonly<{ totals: readonly TotalRow[]; points: readonly PointsRow[] }>;
type Findings = Found &
  Readonly<{
    role: ScoreRole;
    outcomes: readonly OutcomeRow[];
    reference: (Found & Readonly<{ from: string; to: string }>) | null;
  }>;

export function reportOf(found: Findings): MonitorReport {
  const { reference } = found;
  const [scores, before] = [sizeOf(found.totals), reference ? sizeOf(reference.totals) : 0];
  const enough = scores >= FEWEST_SCORES && before >= FEWEST_SCORES;
  const index =
    enough && reference
      ? psiByDeciles(countTotals(reference.totals), countTotals(found.totals))
      : null;
  const characteristics = enough && reference ? stabilityOf(reference.points, found.points) : [];
  const outcomes = outcomesOf(found.outcomes);
  const levels = [
    levelOf(index),
    ...characteristics.map(({ psi }) => levelOf(psi)),
    levelOfDeviation(outcomes.deviations),
  ];
  return {
    role: found.role,
    scores,
    reference: reference && { from: reference.from, to: reference.to, scores: before },
    psi: index,
    characteristics,
    outcomes,
    level: warningLevels.findLast((level) => levels.includes(level)) ?? "none",
  };
}

const sizeOf = (rows: readonly { scores: number }[]): number =>
  rows.reduce((sum, { scores }) => sum + scores, 0);

function counted<R extends { scores: number }>(
  rows: readonly R[],
  valueOf: (row: R) => number,
): Counts {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + row.scores);
  return counts;
}

const countTotals = (rows: readonly TotalRow[]): Counts => counted(rows, ({ total }) => total);

function stabilityOf(before: readonly PointsRow[], after: readonly PointsRow[]) {
  const [was, is] = [
    Map.groupBy(before, ({ fact }) => fact),
    Map.groupBy(after, ({ fact }) => fact),
  ];
  return [...was]
    .flatMap(([fact, rows]) => {
      const points = (some: readonly PointsRow[]) => counted(some, (row) => row.points);
      const found = psiByValues(points(rows), points(is.get(fact) ?? []));
      return found === null ? [] : [{ fact, psi: found }];
    })
    .sort((one, other) => other.psi - one.psi);
}

function outcomesOf(rows: readonly OutcomeRow[]): MonitorReport["outcomes"] {
  const loans = rows.length;
  const bad = rows.filter((row) => row.bad).length;
  const predicted = rows.flatMap(({ default_bps }) => (default_bps === null ? [] : [default_bps]));
  const { auc, ks } = discrimination(rows.map((row) => ({ score: row.total, bad: row.bad })));
  // A card without a scale predicts nothing; half of the predictions would predict something else.
  const told = loans > 0 && predicted.length === loans;
  const expected = predicted.reduce((sum, bps) => sum + bps / 10_000, 0);
  const variance = predicted.reduce((sum, bps) => sum + (bps / 10_000) * (1 - bps / 10_000), 0);
  const enough = loans >= FEWEST_LOANS;
  return {
    loans,
    bad,
    predictedBps: told ? Math.round((10_000 * expected) / loans) : null,
    observedBps: loans > 0 ? Math.round((10_000 * bad) / loans) : null,
    deviations: told && enough && variance > 0 ? (bad - expected) / Math.sqrt(variance) : null,
    auc: enough ? auc : null,
    ks: enough ? ks : null,
  };
}

function levelOfDeviation(deviations: number | null): WarningLevel {
  const size = Math.abs(deviations ?? 0);
  if (size <= deviationLevels.look) return "none";
  return size <= deviationLevels.act ? "look" : "act";
}

async function keep(sql: Sql, subject: Subject, month: string, report: MonitorReport, now: Date) {
  await sql`
    insert into scoring.card_monitor (month, card_hash, card_id, card_version, institution_id, report, computed_at)
    values (${month}, ${subject.hash}, ${subject.cardId}, ${subject.version}, ${subject.owner},
      ${JSON.stringify(report)}::text::jsonb, ${now.toISOString()}::timestamptz)
    on conflict on constraint card_monitor_month do update
      set report = excluded.report, computed_at = excluded.computed_at`;
}

/** To the operators, and to the institution whose card it is. A warning changes nothing by itself. */
async function warn(sql: Sql, subject: Subject, month: string, report: MonitorReport, now: Date) {
  const { hash, owner, cardId, version } = subject;
  const subjectLine = `评分卡监测${report.level === "act" ? "预警" : "提示"}：${cardId} 第 ${version} 版，${month}`;
  const told = owner === null ? ["platform"] : ["platform", institutionOrganisation(owner)];
  for (const organisation of told)
    await notify(database(sql), {
      organisation,
      kind: "system",
      subject: subjectLine,
      body: `${findingsText(report)}评分卡不会自动更换；是否更换由两人复核决定。`,
      href: organisation === "platform" ? "/operator/cards" : "/institution/cards",
      onceKey: `card:${hash}:${owner ?? "platform"}:${month}:${organisation}`,
      now,
    });
}

function findingsText({ psi, characteristics, outcomes }: MonitorReport): string {
  const unstable = characteristics.filter((one) => levelOf(one.psi) !== "none").slice(0, 3);
  const sentences = [
    ...(levelOf(psi) === "none" ? [] : [`得分分布 PSI ${(psi ?? 0).toFixed(2)}`]),
    ...unstable.map((one) => `特征 ${one.fact} PSI ${one.psi.toFixed(2)}`),
    ...(levelOfDeviation(outcomes.deviations) === "none"
      ? []
      : [
          `已结清 ${outcomes.loans} 笔，预测逾期 ${percent(outcomes.predictedBps)}，实际 ${percent(outcomes.observedBps)}`,
        ]),
  ];
  return `${sentences.join("；")}。`;
}

const percent = (bps: number | null): string =>
  bps === null ? "未知" : `${(bps / 100).toFixed(2)}%`;

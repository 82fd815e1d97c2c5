import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { evaluatedMonths } from "#db/schema/evaluation.ts";
import { regions } from "#db/schema/registry.ts";
import { addMonths, dayOf, monthOf } from "../kernel/calendar.ts";
import { prefixOf } from "../kernel/region-code.ts";
import { query } from "../operation/index.ts";
import { hideSmall, type KnownSum } from "./hide-small.ts";
import { gradesOf, type EvaluationTemplate } from "./model.ts";
import { parseTemplate } from "./parse.ts";

const MONTHS = 13;

const Asked = z.object({
  /** The last month that was evaluated unless told otherwise. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: "月份请按“年-月”填写，例如 2026-10。" })
    .optional(),
  /** The hash of one of the month's templates; the one of most enterprises unless told otherwise. */
  template: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** A line of a breakdown; null: hidden, because fewer than ten or so that those cannot be worked out. */
export type DistributionLine = Readonly<{
  code: string;
  name: string;
  /** By grade from the best down, and last those without one. */
  counts: readonly (number | null)[];
  enterprises: number | null;
}>;

/** All lines of one template in one month. */
export type MonthDistribution = Readonly<{
  month: string;
  hash: string;
  template: EvaluationTemplate;
  whole: DistributionLine;
  byRegion: readonly DistributionLine[];
  byIndustry: readonly DistributionLine[];
}>;

/**
 * The regulator's area by grade, place and industry in one month, and by grade over the year before.
 * Counts alone, none of one to nine, and of nobody: there is no way from here to an enterprise.
 */
export const readDistribution = query(
  "evaluation.distribution",
  Asked,
  async ({ db, actor, now }, asked) => {
    const { regionCode } = actor;
    const [[region], [newest]] = await Promise.all([
      db.select({ name: regions.name }).from(regions).where(eq(regions.code, regionCode)),
      db.execute<{ month: string | null }>(
        sql`select max(month) as month from evaluation.month where computed_at is not null`,
      ),
    ]);
    const latest = newest?.month ?? addMonths(monthOf(dayOf(now)), -1);
    const month = asked.month ?? latest;
    const first = addMonths(month, 1 - MONTHS);
    const [standing, found] = await Promise.all([
      standingOf(db, month),
      distributionsOf(db, { first, last: month, area: prefixOf(regionCode) }),
    ]);
    const ofMonth = found.filter((one) => one.month === month);
    return {
      regionName: region?.name ?? regionCode,
      month,
      latest,
      standing,
      /** What enterprises of the area were evaluated by, the template of most first. */
      templates: ofMonth.map(({ hash, template }) => ({ hash, template })),
      chosen: ofMonth.find(({ hash }) => hash === asked.template) ?? ofMonth[0] ?? null,
      /** Thirteen months, the oldest first; null: not evaluated. */
      trend: Array.from({ length: MONTHS }, (_, at) => addMonths(first, at)).map((each) => ({
        month: each,
        found: found.find((one) => one.month === each) ?? null,
      })),
    };
  },
);
export type Distribution = Awaited<ReturnType<typeof readDistribution>>;

async function standingOf(db: Db, month: string) {
  const [row] = await db
    .select({ knownAt: evaluatedMonths.knownAt, computedAt: evaluatedMonths.computedAt })
    .from(evaluatedMonths)
    .where(and(eq(evaluatedMonths.month, month), isNotNull(evaluatedMonths.computedAt)));
  return row ?? null;
}

type Scope = Readonly<{ first: string; last: string; area: string }>;
type Cell = Readonly<{
  month: string;
  hash: string;
  dimension: "whole" | "region" | "industry";
  code: string;
  name: string;
  grade: string | null;
  enterprises: number;
}>;

/** Each month by each template, the template of most enterprises first. */
async function distributionsOf(db: Db, scope: Scope): Promise<readonly MonthDistribution[]> {
  const [documents, cells] = await Promise.all([
    db.execute<{ month: string; hash: string; document: unknown }>(sql`
      select month, hash, document from evaluation.month_template
      where month between ${scope.first} and ${scope.last}`),
    cellsOf(db, scope),
  ]);
  const byTemplate = Map.groupBy(cells, ({ month, hash }) => `${month} ${hash}`);
  return documents
    .flatMap(({ month, hash, document }) => {
      const own = byTemplate.get(`${month} ${hash}`);
      return own ? [{ month, hash, template: parseTemplate(document), own }] : [];
    })
    .sort((one, other) => sizeOf(other.own) - sizeOf(one.own))
    .map(({ own, ...named }) => ({ ...named, ...linesOf(gradesOf(named.template), own) }));
}

const sizeOf = (cells: readonly Cell[]): number =>
  cells.reduce(
    (sum, { dimension, enterprises }) => sum + (dimension === "whole" ? enterprises : 0),
    0,
  );

/** Counted in the database: the whole area, the places one level below it, and industry sections. */
const cellsOf = (db: Db, { first, last, area }: Scope) =>
  db.execute<Cell & Record<string, unknown>>(sql`
    with placed as (
      select month, template_hash as hash, rpad(left(region_code, ${area.length + 2}::int), 6, '0') as place,
        section, grade, enterprises
      from evaluation.month_count
      where month between ${first} and ${last} and starts_with(region_code, ${area})
    ), line as (
      select month, hash, place, section, grade, sum(enterprises)::integer as enterprises,
        case grouping(place, section) when 1 then 'region' when 2 then 'industry' else 'whole' end as dimension
      from placed
      group by grouping sets ((month, hash, grade), (month, hash, place, grade), (month, hash, section, grade))
    )
    select line.month, line.hash, dimension, coalesce(place, section, '') as code,
      coalesce(region.name, industry.name, place, section, '') as name, grade, enterprises
    from line
    left join registry.region on region.code = line.place
    left join registry.industry on industry.code = line.section
    order by code`);

type Grades = ReturnType<typeof gradesOf>;

/** The cells as lines of grades, with what is small, and what would give it away, taken out. */
function linesOf(
  grades: Grades,
  cells: readonly Cell[],
): Pick<MonthDistribution, "whole" | "byRegion" | "byIndustry"> {
  const lines = [...Map.groupBy(cells, ({ dimension, code }) => `${dimension} ${code}`).values()];
  const width = grades.length + 1;
  const placesOf = (dimension: Cell["dimension"]) =>
    lines.flatMap((line, at) => (line[0]?.dimension === dimension ? [at] : []));
  const [whole = 0] = placesOf("whole");
  const across = lines.map((_, at): KnownSum => ({
    total: at * width + grades.length,
    parts: grades.map((_grade, place) => at * width + place),
  }));
  const down = (["region", "industry"] as const).flatMap((dimension) =>
    Array.from({ length: width }, (_, place): KnownSum => ({
      total: whole * width + place,
      parts: placesOf(dimension).map((at) => at * width + place),
    })),
  );
  const shown = hideSmall(
    lines.flatMap((line) => figuresOf(grades, line)),
    [...across, ...down],
  );
  const lineAt = (at: number): DistributionLine => ({
    code: lines[at]?.[0]?.code ?? "",
    name: lines[at]?.[0]?.name ?? "",
    counts: grades.map((_, place) => shown[at * width + place] ?? null),
    enterprises: shown[at * width + grades.length] ?? null,
  });
  return {
    whole: lineAt(whole),
    byRegion: placesOf("region").map(lineAt),
    byIndustry: placesOf("industry").map(lineAt),
  };
}

/** The counts of a line by grade, and behind them its total. */
function figuresOf(grades: Grades, line: readonly Cell[]): readonly number[] {
  const counts = grades.map(
    ({ grade }) => line.find((cell) => cell.grade === grade)?.enterprises ?? 0,
  );
  return [...counts, counts.reduce((sum, count) => sum + count, 0)];
}

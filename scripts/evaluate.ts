import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { connect, type Sql } from "#db/client.ts";
import { valuesFrom } from "#lib/credit/index.ts";
import { indicators, type IndicatorValues } from "#lib/credit/indicators.ts";
import { discrimination, type Outcome } from "#lib/kernel/discrimination.ts";
import { Refusal } from "#lib/kernel/refusal.ts";
import { readLabels } from "#lib/modelling/index.ts";
import { bankTax1, score } from "#lib/scoring/index.ts";

/**
 * `npm run -s evaluate -- --labels <csv>` prints `{n, bad, auc, ks}` of the bank-tax score against the
 * defaults that a file knows of, for the firms of an imported history. `--table <csv>` also writes the
 * firms' indicators with their label, for `npm run scorecard -- train <csv> --target default`.
 */
const USAGE =
  "用法：npm run evaluate -- --labels <csv> [--table <csv>]（标签文件的列：企业代号,企业名称,信誉评级,是否违约；是 = 违约）";

const asked = argumentsIn(process.argv.slice(2));
const labels = labelsIn(asked.labels);
const url = process.env["DATABASE_URL"];
if (!url) stop("没有设置 DATABASE_URL；请用 npm run evaluate 启动，它会找到数据库。");

const sql = connect(url, { max: 1, applicationName: "xinqiao-evaluate" });
const firms = await firmsOf(sql, labels).finally(() => sql.end());
if (firms.length === 0) {
  stop("标签文件中的企业都没有导入的发票历史；请先执行 npm run import。");
}
if (asked.table !== undefined) writeFileSync(asked.table, tableOf(firms));
const outcomes: readonly Outcome[] = firms.map(({ values, bad }) => ({
  score: score(bankTax1, values).total,
  bad,
}));
const absent = labels.size - outcomes.length;
if (absent > 0) process.stderr.write(`有 ${absent} 户有标签的企业尚未导入或没有指标，未计入。\n`);
const { n, bad, auc, ks } = discrimination(outcomes);
process.stdout.write(`${JSON.stringify({ n, bad, auc: rounded(auc), ks: rounded(ks) })}\n`);

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function argumentsIn(args: string[]): Readonly<{ labels: string; table: string | undefined }> {
  const options = { labels: { type: "string" }, table: { type: "string" } } as const;
  try {
    const { labels: path, table } = parseArgs({ args, options }).values;
    return { labels: path ?? stop(`缺少 --labels。\n${USAGE}`), table };
  } catch (error) {
    return stop(`${(error as Error).message}\n${USAGE}`); // parseArgs throws nothing else.
  }
}

function labelsIn(path: string): ReadonlyMap<string, boolean> {
  try {
    return readLabels(readFileSync(path));
  } catch (error) {
    if (error instanceof Refusal) return stop(`标签文件 ${path}：${error.message}`);
    const { code, message } = error as NodeJS.ErrnoException; // What reading a file throws.
    const reasons: Record<string, string> = {
      ENOENT: "文件不存在",
      EISDIR: "这是一个目录",
      EACCES: "没有读取权限",
    };
    return stop(`无法读取标签文件 ${path}：${reasons[code ?? ""] ?? message}。`);
  }
}

type FactsRow = Readonly<{ original_id: string; found: Record<string, number | string | null> }>;

type LabelledFirm = Readonly<{ values: IndicatorValues; bad: boolean }>;

async function firmsOf(sql: Sql, labels: ReadonlyMap<string, boolean>): Promise<LabelledFirm[]> {
  const rows = await sql<FactsRow[]>`
    select e.original_id, to_jsonb(i) as found
    from registry.enterprise e join credit.indicator i on i.uscc = e.uscc
    where e.original_id = any (${[...labels.keys()]})
    order by e.uscc`;
  return rows.map(({ original_id, found }) => ({
    values: valuesFrom(found),
    bad: labels.get(original_id) === true,
  }));
}

/** No code and no name: what a card is fitted to has no need of them. Indicators hold neither commas nor quotes. */
function tableOf(firms: readonly LabelledFirm[]): string {
  const indicatorIds = indicators.map(({ id }) => id);
  const lines = firms.map(({ values, bad }) =>
    [bad ? 1 : 0, ...indicatorIds.map((id) => values[id] ?? "")].join(","),
  );
  return `${[["default", ...indicatorIds].join(","), ...lines].join("\n")}\n`;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}

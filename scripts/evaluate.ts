import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { connect, type Sql } from "#db/client.ts";
import { columnOf } from "#lib/credit/index.ts";
import { indicators, type IndicatorValues } from "#lib/credit/indicators.ts";
import { discrimination, type Outcome } from "#lib/scoring/evaluation.ts";
import { bankTax1, score } from "#lib/scoring/index.ts";

/**
 * `npm run -s evaluate -- --labels <csv>` prints `{n, bad, auc, ks}` of the bank-tax score against the
 * defaults that a file knows of, for the firms of an imported history.
 */
const USAGE =
  "用法：npm run evaluate -- --labels <csv>（列：企业代号,企业名称,信誉评级,是否违约；是 = 违约）";
const ID = "企业代号";
const LABEL = "是否违约";

const labels = readLabels(labelsPath(process.argv.slice(2)));
const url = process.env["DATABASE_URL"];
if (!url) stop("没有设置 DATABASE_URL；请用 npm run evaluate 启动，它会找到数据库。");

const sql = connect(url, { max: 1, applicationName: "xinqiao-evaluate" });
try {
  const outcomes = await outcomesOf(sql, labels);
  const absent = labels.size - outcomes.length;
  if (outcomes.length === 0)
    stop("标签文件中的企业都没有导入的发票历史；请先执行 npm run import。");
  if (absent > 0) process.stderr.write(`有 ${absent} 户有标签的企业尚未导入或没有指标，未计入。\n`);
  const { n, bad, auc, ks } = discrimination(outcomes);
  process.stdout.write(`${JSON.stringify({ n, bad, auc: rounded(auc), ks: rounded(ks) })}\n`);
} finally {
  await sql.end();
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function labelsPath(args: string[]): string {
  try {
    const { values } = parseArgs({ args, options: { labels: { type: "string" } } });
    return values.labels ?? stop(`缺少 --labels。\n${USAGE}`);
  } catch (error) {
    return stop(`${(error as Error).message}\n${USAGE}`); // parseArgs throws nothing else.
  }
}

/** Which firms defaulted, by the id that they have in the file. A blank label says nothing of a firm. */
function readLabels(path: string): ReadonlyMap<string, boolean> {
  const labels = new Map<string, boolean>();
  for (const [index, row] of readRows(path).entries()) {
    const id = row[ID]?.trim() ?? "";
    const label = row[LABEL]?.trim() ?? "";
    if (label === "") continue;
    const line = `${path} 第 ${index + 2} 行`;
    if (id === "") stop(`${line}没有${ID}。`);
    if (label !== "是" && label !== "否")
      stop(`${line}的${LABEL}应为“是”或“否”，而不是“${label}”。`);
    const bad = label === "是";
    if ((labels.get(id) ?? bad) !== bad) stop(`${line}：${id} 的${LABEL}与前面的行不一致。`);
    labels.set(id, bad);
  }
  if (labels.size === 0) stop(`${path} 没有任何一行带有${LABEL}。`);
  return labels;
}

function readRows(path: string): Record<string, string>[] {
  const text = decoded(path);
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      columns: (header: string[]) => {
        const names = header.map((name) => name.trim());
        const missing = [ID, LABEL].filter((name) => !names.includes(name));
        if (missing.length > 0)
          stop(`${path} 缺少列：${missing.join("、")}。现有列：${names.join("、")}。`);
        return names;
      },
    });
  } catch (error) {
    return stop(`${path} 不是有效的 CSV 文件：${(error as Error).message}`); // What the parser throws.
  }
}

/** Spreadsheets on Chinese systems save GB 18030. */
function decoded(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // What reading throws.
    const reasons: Record<string, string> = {
      ENOENT: "文件不存在",
      EISDIR: "这是一个目录",
      EACCES: "没有读取权限",
    };
    return stop(`无法读取标签文件 ${path}：${reasons[code ?? ""] ?? message}。`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

type FactsRow = Readonly<{ original_id: string; facts: IndicatorValues }>;

async function outcomesOf(sql: Sql, labels: ReadonlyMap<string, boolean>): Promise<Outcome[]> {
  const pairs = indicators.map(({ id }) => `'${id}', i.${columnOf(id)}`).join(", ");
  const rows = await sql<FactsRow[]>`
    select e.original_id, json_build_object(${sql.unsafe(pairs)}) as facts
    from registry.enterprise e join credit.indicator i on i.uscc = e.uscc
    where e.original_id = any (${[...labels.keys()]})
    order by e.uscc`;
  return rows.map(({ original_id, facts }) => ({
    score: score(bankTax1, facts).total,
    bad: labels.get(original_id) === true,
  }));
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}

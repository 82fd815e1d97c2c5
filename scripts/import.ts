import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { MultiBar, Presets } from "cli-progress";
import { connect, type Sql } from "#db/client.ts";
import {
  importInvoices,
  type InvoiceFiles,
  type InvoiceImport,
  type Progress,
} from "#lib/intake/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { Refusal } from "#lib/kernel/refusal.ts";

const USAGE = `用法：npm run import -- invoices --enterprises <csv> --purchases <csv 或 csv.gz> --sales <csv 或 csv.gz>
  每个选项可以重复；文件为 UTF-8 或 GB 18030。同样的内容再次导入不会改变任何数据。`;

const files = readArguments();
const url = process.env["DATABASE_URL"];
if (url === undefined) stop("没有设置 DATABASE_URL；请用 npm run import 启动，它会找到数据库。", 2);

const sql = connect(url, { max: 4, applicationName: "xinqiao-import" });
try {
  await run(sql, files);
} catch (error) {
  if (error instanceof Refusal) stop(error.message, 2);
  const { code = "" } = error as NodeJS.ErrnoException; // Whatever was thrown, a code is all that is asked of it.
  if (["ECONNREFUSED", "ENOTFOUND", "CONNECT_TIMEOUT"].includes(code)) {
    stop(`无法连接数据库（${code}）：请检查 DATABASE_URL 与数据库是否在运行。`, 1);
  }
  throw error;
} finally {
  await sql.end();
}

async function run(sql: Sql, files: InvoiceFiles) {
  const started = performance.now();
  const bars = progressBars();
  const result = await importInvoices(sql, files, new Date(), bars.show).finally(bars.close);
  const seconds = (performance.now() - started) / 1000;
  const refreshed = await refreshStale(sql, result.usccs);
  report(result, refreshed, seconds);
}

function readArguments(): InvoiceFiles {
  const several = { type: "string", multiple: true, default: [] as string[] } as const;
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { enterprises: several, purchases: several, sales: several },
    });
    const { enterprises, purchases, sales } = values;
    if (positionals.join(" ") !== "invoices") stop(USAGE, 2);
    if (enterprises.length === 0 || purchases.length + sales.length === 0) stop(USAGE, 2);
    for (const file of [...enterprises, ...purchases, ...sales]) {
      if (!existsSync(file)) stop(`无法读取 ${file}：文件不存在。`, 2);
    }
    return { enterprises, purchases, sales };
  } catch (error) {
    return stop(`${(error as Error).message}\n${USAGE}`, 2); // parseArgs throws nothing else.
  }
}

function stop(message: string, code: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** One bar a file, in a terminal; a log gets none. */
function progressBars() {
  if (!process.stderr.isTTY) return { show: () => undefined, close: () => undefined };
  const multi = new MultiBar(
    { format: "{bar} {percentage}% {value}/{total} 行 {file}", hideCursor: true },
    Presets.shades_classic,
  );
  const bars = new Map<string, ReturnType<MultiBar["create"]>>();
  const show = ({ file, done, total }: Progress) => {
    const bar = bars.get(file) ?? multi.create(total, 0, { file });
    bars.set(file, bar);
    bar.update(done, { file });
  };
  return { show, close: () => multi.stop() };
}

/** Those whose indicators are older than their invoices, also from an import that was cut short. */
async function refreshStale(sql: Sql, usccs: readonly string[]): Promise<number> {
  const stale = await sql<{ uscc: string }[]>`
    select firm.uscc from unnest(${usccs}::text[]::char(18)[]) as firm (uscc)
    left join credit.indicator held on held.uscc = firm.uscc
    where held.uscc is null or held.computed_at < (
      select max(recorded_at) from credit.record
      where record.uscc = firm.uscc and item = 'invoice_month')`;
  if (stale.length === 0) return 0;
  const { refreshIndicators } = await import("#lib/credit/index.ts");
  const now = new Date();
  return await refreshIndicators(sql, {
    usccs: stale.map(({ uscc }) => uscc),
    today: dayOf(now),
    now,
  });
}

function report(
  { usccs, lines, months, observedOn, repeated }: InvoiceImport,
  refreshed: number,
  seconds: number,
) {
  const count = (value: number) => value.toLocaleString("zh-CN");
  const rate = repeated ? "" : `，每秒 ${count(Math.round(lines.received / seconds))} 行`;
  const said = [
    repeated ? "此前已导入相同内容，数据没有变化。以下为当时的结果：" : "导入完成：",
    `  企业        ${count(usccs.length)} 户`,
    `  发票        ${count(lines.received)} 行`,
    `    入库      ${count(lines.accepted)}`,
    `    更正      ${count(lines.superseded)}`,
    `    重复      ${count(lines.duplicate)}`,
    `    隔离      ${count(lines.quarantined)}${lines.quarantined > 0 ? "（原因见运营端首页的归集批次）" : ""}`,
    `  按月汇总    ${count(months.received)} 行（新增 ${count(months.accepted)}，更正 ${count(months.superseded)}，未变 ${count(months.duplicate)}）`,
    `  数据截至    ${observedOn ?? "无"}`,
    `  更新指标    ${count(refreshed)} 户`,
    `  用时        ${seconds.toFixed(1)} 秒${rate}`,
    `  查看档案    用其中任一企业的代码注册即可，例如 ${usccs[0] ?? "无"}（登记中没有法定代表人，姓名可任意填写）`,
  ];
  process.stdout.write(`${said.join("\n")}\n`);
}

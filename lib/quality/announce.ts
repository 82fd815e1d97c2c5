import { sql } from "drizzle-orm";
import { database, type Sql } from "#db/client.ts";
import { addMonths, dayOf, firstDay, monthOf } from "../kernel/calendar.ts";
import { departmentOrganisation, notifyAll, type Message } from "../notify/index.ts";
import { departmentName } from "../registry/departments.ts";
import { percent, rateLabels, type QualityLine } from "./model.ts";
import { lines } from "./queries.ts";

/**
 * Tells each department, once, how its data of last month arrived, and the operator of the whole; the
 * report itself is a click away. A department that sent nothing is told that. Returns the messages.
 */
export async function announceQuality(connection: Sql, now: Date): Promise<number> {
  const db = database(connection);
  const month = addMonths(monthOf(dayOf(now)), -1);
  const inMonth = sql`q.month = ${firstDay(month)}::date`;
  const departments = await lines(db, sql`q.department_id`, inMonth, departmentName);
  const [overall] = await lines(db, sql`'all'`, inMonth, () => "全部数源部门");
  const messages = [
    ...departments.map((line) => messageFor(departmentOrganisation(line.id), month, line, now)),
    ...(overall ? [messageFor("platform", month, overall, now)] : []),
  ];
  await notifyAll(db, messages);
  return messages.length;
}

const messageFor = (
  organisation: string,
  month: string,
  line: QualityLine,
  now: Date,
): Message => ({
  organisation,
  kind: "quality",
  subject: `${month.slice(0, 4)}年${Number(month.slice(5))}月归集通报：${line.name}`,
  body: summaryOf(line),
  href: `/${organisation === "platform" ? "operator" : "department"}/quality?month=${month}`,
  onceKey: `quality:${month}`,
  now,
});

function summaryOf(line: QualityLine): string {
  if (line.received === 0) return "上月没有收到数据。请核对报送计划，或在“数据质量”查看各数据项。";
  const rates = (["conformityBps", "timelinessBps", "coverageBps", "wrongCodeBps"] as const).map(
    (rate) => `${rateLabels[rate]} ${percent(rate, line[rate]) ?? "—"}`,
  );
  const waiting = line.quarantined > 0 ? "隔离的数据请在“批次与更正”中更正。" : "";
  return `共收到 ${line.received.toLocaleString("zh-CN")} 行，入库 ${line.conforming.toLocaleString("zh-CN")} 行，隔离 ${line.quarantined.toLocaleString("zh-CN")} 行。${rates.join("，")}。${waiting}`;
}

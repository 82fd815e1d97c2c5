import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { rateLabels, type QualityLine, type QualityRates } from "#lib/quality/model.ts";
import { rateText } from "./rate-text.ts";

type Behind = Readonly<{ href: string; month: string }>;
type Props = Readonly<{ title: string; lines: readonly QualityLine[]; behind?: Behind }>;

const rate = (key: keyof QualityRates): Column<QualityLine> => ({
  key,
  header: rateLabels[key],
  unit: "%",
  numeric: true,
  cell: (line) => rateText(key, line[key]),
});

const count = (
  key: "received" | "quarantined" | "late",
  header: string,
  behind: Behind | undefined,
): Column<QualityLine> => ({
  key,
  header,
  unit: "行",
  numeric: true,
  cell: (line) =>
    behind && key !== "received" && line[key] > 0 ? (
      <TextLink href={`${behind.href}/rows?month=${behind.month}&item=${line.id}&figure=${key}`}>
        {line[key].toLocaleString("zh-CN")}
      </TextLink>
    ) : (
      line[key].toLocaleString("zh-CN")
    ),
});

/** One breakdown; by item each count leads to the rows behind it. */
export function QualityTable({ title, lines, behind }: Props) {
  const columns: readonly Column<QualityLine>[] = [
    { key: "name", header: "名称", rowHeader: true, nowrap: true, cell: (line) => line.name },
    count("received", "收到", behind),
    count("quarantined", "隔离", behind),
    rate("conformityBps"),
    count("late", "逾期", behind),
    rate("timelinessBps"),
    rate("coverageBps"),
    rate("wrongCodeBps"),
    rate("duplicateCodeBps"),
  ];
  return (
    <Card>
      <CardHeader title={title} />
      <DataTable
        caption={title}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.id}
        pinFirst
      />
    </Card>
  );
}

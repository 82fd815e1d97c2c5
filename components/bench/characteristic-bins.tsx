import { DifferenceBar } from "#components/scoring/difference-bar.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { shapeTexts, type TrainReport } from "#lib/modelling/index.ts";
import { countText, percentText } from "./labels.ts";

type Characteristic = TrainReport["characteristics"][number];
type Bin = Characteristic["bins"][number];

/** One characteristic in a line, and folded below it its bins with their weight of evidence. */
export function CharacteristicBins({
  characteristic,
}: {
  readonly characteristic: Characteristic;
}) {
  const { name, iv, sign, shape, coefficient, standardError, bins } = characteristic;
  const widest = Math.max(0.1, ...bins.filter(({ n }) => n > 0).map(({ woe }) => Math.abs(woe)));
  const figures = [
    `IV ${iv.toFixed(3)}`,
    `符号 ${sign === "+" ? "正" : "负"}`,
    shapeTexts[shape],
    `系数 ${coefficient.toFixed(3)}${standardError === null ? "" : `（标准误 ${standardError.toFixed(3)}）`}`,
  ];
  return (
    <Disclosure
      className="min-w-0 rounded-md border px-3 py-1.5"
      summary={
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="figures text-xs text-slate-600">{figures.join("　")}</span>
        </span>
      }
    >
      <DataTable
        caption={`${name}的分档`}
        columns={columnsFor(widest)}
        rows={bins}
        rowKey={({ bin }) => bin}
      />
    </Disclosure>
  );
}

const columnsFor = (widest: number): readonly Column<Bin>[] => [
  {
    key: "bin",
    header: "分档",
    rowHeader: true,
    className: "min-w-32 py-1.5 [overflow-wrap:anywhere]",
    cell: ({ bin }) => bin,
  },
  {
    key: "n",
    header: "行数",
    numeric: true,
    className: "py-1.5 max-sm:hidden",
    cell: ({ n }) => countText(n),
  },
  {
    key: "rate",
    header: "坏样本率",
    numeric: true,
    className: "py-1.5",
    cell: ({ badRate }) => (badRate === null ? "—" : percentText(badRate)),
  },
  {
    key: "woe",
    header: "WOE",
    className: "w-48 py-1.5 max-sm:w-28",
    // A bin without rows has no evidence of its own.
    cell: ({ n, woe }) =>
      n === 0 ? "—" : <DifferenceBar value={woe} widest={widest} text={woe.toFixed(3)} />,
  },
  {
    key: "points",
    header: "得分",
    numeric: true,
    className: "py-1.5",
    cell: ({ points }) => points,
  },
];

import { Card, CardBody } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import {
  indicatorGroups,
  indicators,
  type Indicator,
  type IndicatorGroup,
} from "#lib/credit/indicators.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import { betterLabels, windowText } from "./indicator-words.ts";

/** Every indicator by group: what it is called, over which window, how it is worked out, and from what. */
export function IndicatorCatalogue() {
  const groups = Object.entries(indicatorGroups) as [IndicatorGroup, string][]; // Keys of that table.
  return groups.map(([group, title]) => {
    const rows = indicators.filter((indicator) => indicator.group === group);
    return (
      <Card key={group}>
        <CardBody className="flex items-baseline justify-between gap-3 py-3!">
          <h2 className="text-base font-semibold text-slate-900">{title}</h2>
          <span className="text-muted-foreground text-sm">{rows.length} 项</span>
        </CardBody>
        <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
      </Card>
    );
  });
}

/** Where room is short the words move under the name. */
const columns: readonly Column<Indicator>[] = [
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    className: "align-top lg:min-w-52",
    cell: ({ name, english, formula, window, unit }) => (
      <>
        <span className="text-slate-900">{name}</span>
        <span lang="en" className="text-muted-foreground block text-xs">
          {english}
        </span>
        <span className="text-muted-foreground block text-xs lg:hidden">{formula}</span>
        <span className="text-muted-foreground block text-xs lg:hidden">
          {windowText(window)} · {unit}
        </span>
      </>
    ),
  },
  {
    key: "window",
    header: "窗口",
    className: "align-top max-lg:hidden",
    cell: ({ window }) => windowText(window),
  },
  { key: "unit", header: "单位", className: "align-top max-lg:hidden", cell: ({ unit }) => unit },
  {
    key: "better",
    header: "方向",
    className: "align-top",
    nowrap: true,
    cell: ({ better }) => betterLabels[better],
  },
  {
    key: "formula",
    header: "算法",
    className: "align-top text-xs max-lg:hidden",
    cell: ({ formula }) => formula,
  },
  {
    key: "items",
    header: "依据数据",
    className: "text-muted-foreground align-top text-xs max-lg:hidden",
    cell: ({ items, itemsIfAny }) => itemNames([...items, ...itemsIfAny]).join("、") || "登记信息",
  },
];

import { IndicatorCatalogue } from "#components/credit/indicator-catalogue.tsx";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { indicators } from "#lib/credit/indicators.ts";
import type { CatalogueRow } from "#lib/intake/index.ts";
import { CatalogueTable } from "./catalogue-table.tsx";

type Asked = Readonly<Record<string, string | string[] | undefined>>;
type Props = Readonly<{
  rows: readonly CatalogueRow[];
  /** The page's own address. */
  base: string;
  asked: Asked;
}>;

/** The catalogue, the same in every portal: the data items, and the indicators that come of them. */
export function CatalogueView({ rows, base, asked }: Props) {
  const ofIndicators = `${base}?view=indicators`;
  const isOfIndicators = asked["view"] === "indicators";
  return (
    <>
      <PageHeader
        title="数据目录"
        description={
          isOfIndicators
            ? "由数据项计算的全部指标：窗口、单位、方向与算法。产品规则和评分卡使用的就是这些指标；数据缺失或未授权时为“未知”，不等于零。"
            : "平台可归集的全部数据项：由哪个部门提供、以什么方式共享、承诺多久更新、目前覆盖多少企业，以及可以用于哪些阶段（平台处理指平台自身的评分与匹配）。"
        }
      />
      <TabLinks
        label="目录"
        current={isOfIndicators ? ofIndicators : base}
        items={[
          { href: base, label: "数据项", count: rows.length },
          { href: ofIndicators, label: "指标目录", count: indicators.length },
        ]}
      />
      {isOfIndicators ? (
        <IndicatorCatalogue />
      ) : (
        <ItemCatalogue rows={rows} base={base} asked={asked} />
      )}
    </>
  );
}

/** What data there is, whose, how fresh, and what for. */
function ItemCatalogue({ rows, base, asked }: Props) {
  const chosen = (name: string) =>
    typeof asked[name] === "string" ? asked[name].slice(0, 50) : "";
  const [itemClass, department, words] = [
    chosen("class"),
    chosen("department"),
    chosen("q").trim(),
  ];
  const found = rows.filter(
    (row) =>
      (itemClass === "" || row.class === itemClass) &&
      (department === "" || row.departmentName === department) &&
      (words === "" || row.name.includes(words) || row.id.includes(words.toLowerCase())),
  );
  const options = (values: readonly string[]) =>
    [...new Set(values)].map((value) => ({ value, label: value }));
  const arrived = rows.filter(({ lastArrivedAt }) => lastArrivedAt !== null).length;
  return (
    <>
      <StatGrid>
        <StatTile label="数据项" value={rows.length} unit="项" />
        <StatTile
          label="来源部门"
          value={new Set(rows.map((row) => row.departmentName)).size}
          unit="个"
        />
        <StatTile
          label="已归集"
          value={arrived}
          unit="项"
          hint={`未归集 ${rows.length - arrived} 项`}
        />
        <StatTile
          label="按时更新"
          value={rows.filter(({ isFresh }) => isFresh === true).length}
          unit="项"
          hint={`已滞后 ${rows.filter(({ isFresh }) => isFresh === false).length} 项`}
        />
      </StatGrid>
      <FilterBar
        action={base}
        filters={[
          {
            name: "class",
            label: "类别",
            value: itemClass,
            options: options(rows.map((row) => row.class)),
          },
          {
            name: "department",
            label: "来源部门",
            value: department,
            options: options(rows.map((row) => row.departmentName)),
          },
          { name: "q", label: "名称", value: words, placeholder: "数据项名称" },
        ]}
      />
      <Card>
        {found.length === 0 ? (
          <EmptyState title="没有符合条件的数据项" compact />
        ) : (
          <CatalogueTable rows={found} />
        )}
      </Card>
    </>
  );
}

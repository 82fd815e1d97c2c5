import type { NextRequest } from "next/server";
import { readDistribution, type DistributionLine } from "#lib/evaluation/index.ts";
import { gradesOf } from "#lib/evaluation/model.ts";
import { csvResponse } from "#lib/web/csv.ts";

/** The month's lines as on the page: a row a line and grade, the template named in each. */
export async function GET(request: NextRequest): Promise<Response> {
  return csvResponse({
    operation: readDistribution,
    input: Object.fromEntries(request.nextUrl.searchParams),
    rowsOf: ({ chosen }) => {
      if (!chosen) return [];
      const { template, month } = chosen;
      const named = `${template.name}（${template.id} 第 ${template.version} 版${template.example ? "，示例" : ""}）`;
      const rows = (dimension: string, lines: readonly DistributionLine[]) =>
        lines.flatMap(({ name, counts }) =>
          gradesOf(template).map(({ grade, label }, at) => ({
            month,
            named,
            dimension,
            name,
            grade: grade === null ? label : `${grade} ${label}`,
            enterprises: counts[at] ?? null,
          })),
        );
      return [
        ...rows("合计", [{ ...chosen.whole, name: "合计" }]),
        ...rows("地区", chosen.byRegion),
        ...rows("行业", chosen.byIndustry),
      ];
    },
    next: () => null,
    columns: [
      { header: "月份", cell: ({ month }) => month },
      { header: "模板", cell: ({ named }) => named },
      { header: "分组", cell: ({ dimension }) => dimension },
      { header: "名称", cell: ({ name }) => name },
      { header: "等级", cell: ({ grade }) => grade },
      { header: "企业数（户）", cell: ({ enterprises }) => enterprises ?? "不显示" },
    ],
    name: "公共信用评价分布",
  });
}

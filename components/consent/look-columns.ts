import { itemNames } from "#lib/intake/catalogue.ts";
import { disclosureLabels, stageLabels } from "#lib/consent/model.ts";
import { dayOf, timeText } from "#lib/kernel/calendar.ts";
import type { CsvColumn } from "#lib/web/csv.ts";
import type { Look } from "./access-log-table.tsx";
import { lookerName, verdictText } from "./labels.ts";

const column = (header: string, cell: (row: Look) => string | number | null): CsvColumn<Look> => ({
  header,
  cell,
});

const number = column("记录编号", ({ id }) => id);
const at = column("时间（北京时间）", (row) => timeText(row.at));
const person = column("经办人", (row) => row.person);
const rest = [
  column("阶段", ({ stage }) => stageLabels[stage]),
  column("事由", (row) => row.purpose),
  column("数据项", ({ items }) => itemNames(items).join("、")),
  column("数据起始日", ({ fromDay }) => fromDay),
  column("依据的授权书", ({ authorisationNumber }) => authorisationNumber),
  column("结果", ({ verdict }) => verdictText(verdict)),
  column("数据保存", ({ keptAs }) => keptAs && disclosureLabels[keptAs]),
  column("保存至", ({ keepUntil }) => keepUntil && dayOf(keepUntil)),
  column("删除时间", ({ deletedAt }) => deletedAt && timeText(deletedAt)),
];

/** The columns of a file, for whom it is. */
export const lookColumns = {
  enterprise: [number, at, column("查看方", lookerName), person, ...rest],
  institution: [
    number,
    at,
    person,
    column("企业", ({ enterpriseName }) => enterpriseName),
    column("统一社会信用代码", ({ uscc }) => uscc),
    ...rest,
  ],
} as const satisfies Record<string, readonly CsvColumn<Look>[]>;

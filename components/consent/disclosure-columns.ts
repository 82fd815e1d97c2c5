import type { Disclosure } from "#lib/consent/index.ts";
import { disclosureLabels } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import type { CsvColumn } from "#lib/web/csv.ts";

const instant = (at: Date | null) => at && timeText(at);

/** The columns of the file of what an institution was given. */
export const disclosureColumns: readonly CsvColumn<Disclosure>[] = [
  { header: "查询编号", cell: ({ accessId }) => accessId },
  { header: "企业", cell: ({ enterpriseName }) => enterpriseName },
  { header: "统一社会信用代码", cell: ({ uscc }) => uscc },
  { header: "授权编号", cell: ({ authorisationNumber }) => authorisationNumber },
  { header: "查询时间（北京时间）", cell: ({ at }) => instant(at) },
  { header: "保存至", cell: ({ keepUntil }) => instant(keepUntil) },
  { header: "状态", cell: ({ status }) => disclosureLabels[status] },
  { header: "须删除的原因", cell: ({ dueReason }) => dueReason },
  { header: "确认删除时间", cell: ({ deletedAt }) => instant(deletedAt) },
  { header: "确认人", cell: ({ deletedBy }) => deletedBy },
  { header: "凭据编号", cell: ({ receipt }) => receipt },
];

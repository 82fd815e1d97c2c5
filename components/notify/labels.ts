import type { Role } from "#lib/access/model.ts";
import type { Tone } from "#components/ui/tone.ts";
import type { MessageKind } from "#lib/notify/model.ts";

/** What a role can expect here, for as long as nothing has come. */
export const whatComes = {
  enterprise:
    "金融机构请求授权、授权即将到期、机构确认删除本企业数据，以及有人查看法定代表人信息时，会在这里告知本企业。",
  loan_officer:
    "企业答复授权请求、授权即将到期、所得数据保存期限届满须删除时，会在这里告知本机构。",
  department: "报送的批次处理完毕、有数据被隔离待更正时，会在这里告知本部门。",
  regulator: "须监管人员知悉的平台事项会在这里告知。",
  operator: "须平台运营处理的事项，例如存证链校验不符，会在这里告知。",
} as const satisfies Record<Role, string>;

const tones: Readonly<Partial<Record<MessageKind, Tone>>> = {
  authorisation_requested: "info",
  authorisation_ending: "warning",
  data_due: "warning",
  personal_revealed: "info",
};
export const messageTone = (kind: string): Tone =>
  new Map<string, Tone>(Object.entries(tones)).get(kind) ?? "neutral";

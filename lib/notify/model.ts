/** What a message is about: the word beside it in the list. */
export const messageKinds = [
  "authorisation_requested",
  "authorisation_answered",
  "authorisation_ending",
  "data_due",
  "data_deleted",
  "personal_revealed",
  "application",
  "product",
  "intake",
  "quality",
  "institution",
  "system",
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const messageKindLabels = {
  authorisation_requested: "授权请求",
  authorisation_answered: "授权答复",
  authorisation_ending: "授权到期提醒",
  data_due: "数据到期",
  data_deleted: "数据删除",
  personal_revealed: "个人信息",
  application: "融资申请",
  product: "产品",
  intake: "数据归集",
  quality: "数据质量",
  institution: "机构",
  system: "平台",
} as const satisfies Record<MessageKind, string>;

/** What is shown of a kind that this version does not know yet. */
export const messageKindLabel = (kind: string): string =>
  new Map<string, string>(Object.entries(messageKindLabels)).get(kind) ?? messageKindLabels.system;

import type { authorisationChecks } from "../consent/document/index.ts";

/** What is checked of an evidence bundle, in this order; of each authorisation in it all of its own. */
export const bundleChecks = [
  "container",
  "manifest",
  "files",
  "receipts",
  "chain",
  "access",
  "scores",
  "events",
] as const;

export type CheckName = (typeof bundleChecks)[number] | (typeof authorisationChecks)[number];

export const checkLabels = {
  signed_copy: "签署副本完整",
  artefact: "授权内容规范",
  signature: "数字签名",
  document_sm3: "文件摘要（SM3）",
  document_sha256: "文件摘要（SHA-256）",
  container: "证据包完整",
  manifest: "清单签名",
  files: "清单所列文件",
  receipts: "签署回执",
  chain: "审计链",
  access: "访问记录",
  scores: "评分重算",
  events: "办理过程",
} as const satisfies Record<CheckName, string>;

/** Where the files of a bundle stand in it. */
export const bundlePaths = {
  manifest: "manifest.json",
  guide: "说明.html",
  receipts: "receipts.json",
  access: "access-log.json",
  chain: "audit-chain.json",
  scores: "scores.json",
  events: "events.json",
} as const;
export const AUTHORISATIONS = "authorisations/";

/** The largest file that the public page takes. */
export const MAXIMUM_UPLOAD_BYTES = 5 * 1024 * 1024;

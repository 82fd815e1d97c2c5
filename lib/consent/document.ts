import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { dayOf, timeText } from "../kernel/calendar.ts";
import { itemNames } from "../intake/catalogue.ts";
import { stageLabels, type AuthorisationStage } from "./model.ts";

export type DocumentTerms = Readonly<{
  number: string;
  enterpriseName: string;
  uscc: string;
  /** null: the platform itself. */
  institutionName: string | null;
  institutionUscc: string | null;
  items: readonly string[];
  stage: AuthorisationStage;
  maximumQueries: number;
  startsAt: Date;
  endsAt: Date;
  signer: string;
  signedAt: Date;
}>;

export const PLATFORM_NAME = "信桥融资信用服务平台";

/**
 * The text that the signer reads and that is hashed and signed, byte for byte. It names grantee,
 * items, purpose, number, period and how to withdraw (domain.md §2.7, §10).
 */
export function authorisationDocument(terms: DocumentTerms): string {
  const grantee = terms.institutionName
    ? `${terms.institutionName}（统一社会信用代码 ${terms.institutionUscc ?? ""}）`
    : PLATFORM_NAME;
  const use = terms.institutionName
    ? `仅用于${stageLabels[terms.stage]}审查本企业的融资申请，不得用于其他目的，不得向第三方提供。`
    : "仅用于为本企业计算信用评分、匹配融资产品，不向任何机构披露。";
  return [
    terms.institutionName ? "企业信用信息查询授权书" : "平台处理授权书",
    `授权书编号：${terms.number}`,
    "",
    `授权方：${terms.enterpriseName}（统一社会信用代码 ${terms.uscc}）`,
    `被授权方：${grantee}`,
    "",
    "一、授权查询的信息",
    ...itemNames(terms.items).map((name, index) => `  ${index + 1}. ${name}`),
    "二、用途与阶段",
    `  阶段：${stageLabels[terms.stage]}。${use}`,
    "三、次数",
    terms.institutionName
      ? `  最多查询 ${terms.maximumQueries} 次，每次查询均记入访问记录。`
      : "  在授权期限内按需处理，每次处理均记入访问记录。",
    "四、期限",
    `  自 ${timeText(terms.startsAt)} 起，至 ${timeText(terms.endsAt)} 止（北京时间）。`,
    "五、撤回",
    "  授权方可随时在“授权管理”页面撤回本授权。撤回后，被授权方的下一次查询即被拒绝；撤回不影响撤回前已依法完成的查询。",
    "六、知情",
    "  授权方已阅读并理解上述内容，可随时在“访问记录”页面查看何人、何时、因何查询了哪些信息。",
    "",
    `签署人：${terms.signer}`,
    `签署日期：${dayOf(terms.signedAt)}`,
    "",
  ].join("\n");
}

export const documentHash = (document: string): string =>
  createHash("sha256").update(document, "utf8").digest("hex");

export type Signer = Readonly<{
  sign: (document: string) => string;
  verify: (document: string, signature: string) => boolean;
}>;

/** Ed25519 over the document's bytes; the key is PKCS#8 DER in base64. */
export function documentSigner(privateKeyBase64: string): Signer {
  const key: KeyObject = createPrivateKey({
    key: Buffer.from(privateKeyBase64, "base64"),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(key);
  return {
    sign: (document) => sign(null, Buffer.from(document, "utf8"), key).toString("base64"),
    verify: (document, signature) =>
      verify(null, Buffer.from(document, "utf8"), publicKey, Buffer.from(signature, "base64")),
  };
}

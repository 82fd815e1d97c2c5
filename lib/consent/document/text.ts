import { itemNames } from "../../intake/catalogue.ts";
import { timeText } from "../../kernel/calendar.ts";
import { PLATFORM_NAME } from "../artefact.ts";
import {
  capacityLabels,
  frequencyUnitLabels,
  stageLabels,
  type AuthorisationStage,
  type Frequency,
  type SignerCapacity,
} from "../model.ts";
import { purposeOf, type PurposeCode } from "../purposes.ts";

/** All that the document says. `granteeUscc` null where the grantee has no code of its own. */
export type DocumentTerms = Readonly<{
  number: string;
  enterpriseName: string;
  uscc: string;
  granteeName: string;
  granteeUscc: string | null;
  /** The platform's own authorisation, for scoring and matching. */
  platform: boolean;
  items: readonly string[];
  purpose: PurposeCode;
  stage: AuthorisationStage;
  maximumQueries: number;
  frequency: Frequency | null;
  lookBackMonths: number;
  dataLifeDays: number;
  startsAt: Date;
  endsAt: Date;
  signerName: string;
  signerCapacity: SignerCapacity;
  preparedAt: Date;
  validateUrl: string;
}>;

/** One part of the readable document. The first is the title with the number below it. */
export type Section = Readonly<{
  heading: string;
  lines: readonly string[];
  /** Shown numbered, after the lines; empty in most sections. */
  list: readonly string[];
}>;

const section = (
  heading: string,
  lines: readonly string[],
  list: readonly string[] = [],
): Section => ({
  heading,
  lines,
  list,
});

/**
 * The readable content of an authorisation, the one source for the screen and the PDF: who lets whom
 * see what, why, how often, how far back, how long, and how to end it (domain.md §2.7, §10).
 */
export function authorisationText(terms: DocumentTerms): readonly Section[] {
  const body = [
    parties(terms),
    items(terms),
    purposeAndStage(terms),
    count(terms),
    range(terms),
    period(terms),
    keeping(terms),
    ending(terms),
    knowing(),
    signing(terms),
    checking(terms),
  ];
  const numbered = body.map(({ heading, ...rest }, index) => ({
    heading: `${numerals[index] ?? index + 1}、${heading}`,
    ...rest,
  }));
  return [titleOf(terms), ...numbered];
}

const numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];

const titleOf = ({ platform, number }: DocumentTerms): Section =>
  section(platform ? "平台数据处理授权书" : "企业信用信息查询授权书", [`授权书编号：${number}`]);

const named = (name: string, uscc: string | null): string =>
  uscc ? `${name}（统一社会信用代码 ${uscc}）` : name;

const parties = (terms: DocumentTerms): Section =>
  section("授权方与被授权方", [
    `授权方：${named(terms.enterpriseName, terms.uscc)}`,
    `被授权方：${named(terms.granteeName, terms.granteeUscc)}`,
  ]);

const items = (terms: DocumentTerms): Section =>
  section(
    terms.platform ? "授权处理的信息" : "授权查询的信息",
    [
      `授权方同意被授权方通过${PLATFORM_NAME}${terms.platform ? "处理" : "查询"}授权方的下列 ${terms.items.length} 项信息。依法向社会公开的信息（如行政许可、行政处罚、失信名单）不以本授权为前提，可一并${terms.platform ? "处理" : "查询"}，同样记入访问记录。`,
    ],
    itemNames(terms.items),
  );

function purposeAndStage(terms: DocumentTerms): Section {
  const purpose = purposeOf(terms.purpose);
  return section("用途与阶段", [
    `用途：${purpose.name}，即${purpose.text}。阶段：${stageLabels[terms.stage]}。`,
    terms.platform
      ? "被授权方不得将上述信息用于其他目的。"
      : "被授权方不得将查询所得信息用于其他目的，不得向第三方提供。",
  ]);
}

function count({ platform, maximumQueries, frequency }: DocumentTerms): Section {
  const act = platform ? "处理" : "查询";
  const often = frequency
    ? `，每${frequencyUnitLabels[frequency.unit]}不超过 ${frequency.times} 次`
    : "";
  return section("次数与频次", [
    platform
      ? `在授权期限内按需${act}，累计不超过 ${maximumQueries} 次${often}。`
      : `在授权期限内最多${act} ${maximumQueries} 次${often}。一次${act}无论涉及几项信息，均计一次。`,
  ]);
}

const range = ({ platform, lookBackMonths }: DocumentTerms): Section =>
  section("信息的时间范围", [
    `每次${platform ? "处理" : "查询"}所及的信息，不早于当月之前第 ${lookBackMonths} 个月的首日；年度评价按所属年度计，依法公开的信息不受此限。`,
  ]);

const period = ({ startsAt, endsAt }: DocumentTerms): Section =>
  section("授权期限", [
    `自 ${timeText(startsAt)} 起，至 ${timeText(endsAt)} 止（北京时间）。期限届满或次数用完，本授权自动失效；继续使用须另行授权。`,
  ]);

const keeping = ({ platform, dataLifeDays }: DocumentTerms): Section =>
  section("信息的保存与删除", [
    platform
      ? `依本授权处理所得的结果，自处理之时起最多保存 ${dataLifeDays} 天。`
      : `每次查询所得的信息，被授权方自查询之时起最多保存 ${dataLifeDays} 天。保存期满或本授权被撤回，平台通知被授权方删除；被授权方应当删除全部副本，并在平台登记删除回执。`,
  ]);

const ending = ({ platform }: DocumentTerms): Section =>
  section("暂停与撤回", [
    `授权方可随时在“授权管理”页面暂停、恢复或撤回本授权，无须说明理由，不收取任何费用。暂停或撤回自下一次${platform ? "处理" : "查询"}起生效。`,
    platform
      ? "撤回后，平台不再为授权方计算评分与匹配；授权方仍可使用平台的其他功能。"
      : "此后被授权方的查询即被拒绝；此前已依法完成的查询仍为有效。",
  ]);

const knowing = (): Section =>
  section("访问记录", [
    "每次查询，无论放行还是拒绝，均由平台记录查询人、时间、用途、依据和所涉信息。记录不可修改或删除；授权方可随时在“访问记录”页面查看。",
  ]);

const signing = (terms: DocumentTerms): Section =>
  section("签署", [
    `签署人：${terms.signerName}（${capacityLabels[terms.signerCapacity]}）。`,
    `签署人已阅读并理解上述全部内容，${terms.platform ? "在注册或签署时" : "以签署密码对本授权书单独"}确认；平台据此对授权内容与本文件的摘要作数字签名。未经签署，本授权书不产生效力。`,
    `拟制时间：${timeText(terms.preparedAt)}（北京时间）。`,
  ]);

const checking = ({ validateUrl }: DocumentTerms): Section =>
  section("核验", [
    `任何人可在 ${validateUrl} 上传本授权书的签署副本，或输入授权书编号与文件摘要，核验其真实性与当前状态。`,
  ]);

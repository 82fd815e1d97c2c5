import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applications } from "#db/schema/lending.ts";
import { scores } from "#db/schema/scoring.ts";
import { stageLabels, verdictLabels, type AccessVerdict } from "../../consent/model.ts";
import { readByAuthorisation, type Disclosure } from "../../credit/index.ts";
import { evaluate, templateNow } from "../../evaluation/index.ts";
import { dayOf } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { query, type Call } from "../../operation/index.ts";
import { decide, factsFrom, productVersion } from "../../products/index.ts";
import { findEnterprise } from "../../registry/index.ts";
import { limitedBy, limitPolicyFor, score, type CardInForce } from "../../scoring/index.ts";
import type { Score, ScoreRole } from "../../scoring/model.ts";
import { cardsFor } from "../card.ts";
import { isOpen } from "../lifecycle.ts";
import { notFound, visibleTo } from "../move.ts";
import { authorisationOf, groundOf, type Ground } from "./authorisation.ts";
import { applicationRows } from "./rows.ts";
import { scoresOfEnterprise, trendPointOf } from "./score-trend.ts";

/** Why the profile stays shut, in words that say what to do. `unscored`: the card gave no score. */
export type ProfileRefused = Readonly<{
  granted: false;
  because: Exclude<AccessVerdict, "granted"> | "unscored";
  message: string;
}>;

/**
 * Opens the enterprise's records for one application: through the gate, at the cost of one query of
 * the authorisation in force, with a line in the enterprise's access log. What is disclosed is
 * decided and scored at once, and the score kept, for an approval to rest on. A refusal is an
 * answer, not an exception; it is logged as well. So is a card that gives no score for what was read:
 * nobody is shown records beside a score that is missing. A query, because nothing may roll that line
 * back; so whatever else is needed is read ahead of the look, and a failure there costs no query.
 */
export const openCreditProfile = query(
  "credit.read_by_authorisation",
  z.object({ applicationId: z.uuid() }),
  async (call, { applicationId }) => {
    const { db, actor, now } = call;
    const [application] = await applicationRows(db).where(
      and(eq(applications.id, applicationId), visibleTo(actor)),
    );
    if (!application) throw notFound();
    const { product, enterprise } = await subjectsOf(db, application);
    const ground = await groundOf(db, application, product, now);
    const evaluatedBy = await templateNow(db, enterprise.regionCode, now);
    const { institutionId } = application;
    const { champion, challengers } = await cardsFor(db, institutionId, now);
    const policy = await limitPolicyFor(db, institutionId, champion.card, dayOf(now));
    const earlier = await scoresOfEnterprise(db, application);
    // What was agreed to for the time before the loan does not reach beyond it: the gate says so,
    // and the attempt stands in the enterprise's access log like any other.
    const stage = isOpen(application.state) ? "before_loan" : "after_loan";
    const purposeCode = stage === "before_loan" ? "credit_review" : "post_loan_monitoring";
    const disclosed = await readByAuthorisation(call, {
      authorisationId: ground.authorisationId,
      uscc: application.uscc,
      stage,
      purposeCode,
      items: null,
      applicationId,
      purpose: `${stageLabels[stage]}审查 · 申请 ${application.number}`,
    });
    if (!disclosed.granted) return refused(disclosed.because, stage, ground);

    // What the version that was applied for says to the facts that are disclosed today.
    const eligibility = decide(product, factsFrom(disclosed.facts, enterprise, application));
    const given = scoreOrNone(champion, disclosed);
    if (!given) return unscored(champion);
    const scored = limitedBy(given, policy, disclosed.facts);
    const { authorisationId } = ground;
    const look = { application, authorisationId, disclosed };
    const scoreId = await keepScore(call, look, scored, "champion");
    for (const challenger of challengers) {
      const other = scoreOrNone(challenger, disclosed);
      // It is only compared: that it has no score takes nothing from the decision.
      if (other) await keepScore(call, look, other, "challenger");
    }
    return {
      ...disclosed,
      application,
      enterprise,
      product,
      eligibility,
      score: scored,
      /** Of the card that gave the score: its grades, and what losses are measured against. */
      grades: champion.card.grades,
      baselineMethod: champion.card.baselineMethod,
      scoreId,
      scoredAt: now,
      /** From what this look disclosed alone; null where no template is in force. Nothing of it is kept. */
      evaluation: evaluatedBy && evaluate(evaluatedBy.template, disclosed.facts),
      /** This institution's scores of the enterprise so far, the oldest first, and this one. */
      trend: [...earlier, trendPointOf(scored, application, now)],
      authorisation: await authorisationOf(db, authorisationId, now),
    };
  },
);
export type CreditProfile = Awaited<ReturnType<typeof openCreditProfile>>;

type Because = Exclude<ProfileRefused["because"], "unscored">;

const unscored = ({ card, institutionId }: CardInForce): ProfileRefused => ({
  granted: false,
  because: "unscored",
  message: `本次已读取数据，但评分卡 ${card.id} 第 ${card.version} 版对这些数据没有给出评分，不能据此审批。请联系${institutionId === null ? "平台运营" : "维护该评分卡的同事或平台运营"}检查评分卡；修正后重新打开信用档案。本次查阅已记入企业的访问记录。`,
});

function refused(
  because: Because,
  stage: "before_loan" | "after_loan",
  ground: Ground,
): ProfileRefused {
  const words =
    stage === "after_loan" && !(because in passing)
      ? closedLook
      : `未能查阅：${verdictLabels[because]}。${wayOut(because, ground)}`;
  return { granted: false, because, message: `${words}本次查阅已记入企业的访问记录。` };
}

const closedLook =
  "该申请的贷前审查已结束，贷前授权不能用于贷后查询。如需贷后查阅，请联系企业另行签署贷后授权；";

/** What passes without a new authorisation, and how. */
const passing: Readonly<Partial<Record<Because, string>>> = {
  not_yet_started: "请在授权开始后再查阅；",
  not_a_member: "请确认您的账号仍属于本机构，或联系平台运营；",
  institution_left: "本机构已退出平台，如有疑问请联系平台运营；",
  paused: "请联系企业在“授权管理”恢复该授权后再查阅；",
  too_frequent: "本期的查询次数已满，请在下一期（按授权书所载的日或月）再查阅；",
};

/** What the officer does now; where only the enterprise can help, what it has to sign. */
function wayOut(because: Because, { requiredItemNames, missingItemNames }: Ground): string {
  const passes = passing[because];
  if (passes) return passes;
  const held =
    missingItemNames.length > 0
      ? `企业另有生效中的授权，但未包含本产品所需的${missingItemNames.join("、")}。`
      : "";
  const items = requiredItemNames.length > 0 ? `，须包含${requiredItemNames.join("、")}` : "";
  return `${held}请企业重新授权：联系企业在“授权管理”向本机构重新签署授权${items}；签署后再次打开信用档案即可，无需重新申请。`;
}

type Row = Awaited<ReturnType<typeof applicationRows>>[number];

async function subjectsOf(db: Db, application: Row) {
  const [product, enterprise] = await Promise.all([
    productVersion(db, application.productVersionId),
    findEnterprise(db, application.uscc),
  ]);
  if (!product || !enterprise) throw new Error("an application without its product or enterprise");
  return { product, enterprise };
}

/** Null: the card has no score for these facts, as one with a gap that came in before it was refused. */
function scoreOrNone({ card }: CardInForce, { facts }: Disclosure): Score | null {
  try {
    return score(card, facts);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Look = Readonly<{ application: Row; authorisationId: string; disclosed: Disclosure }>;

async function keepScore(
  { db, now }: Call,
  { application, authorisationId, disclosed }: Look,
  result: Score,
  role: ScoreRole,
): Promise<string> {
  const { facts, accessId, versions } = disclosed;
  const id = newId(now.getTime());
  await db.insert(scores).values({
    id,
    uscc: application.uscc,
    institutionId: application.institutionId,
    applicationId: application.id,
    accessId,
    cardId: result.card.id,
    cardVersion: result.card.version,
    cardHash: result.card.hash,
    facts,
    result,
    total: result.total,
    grade: result.grade,
    scoredAt: now,
    authorisationId,
    dataVersions: versions,
    limitPolicyHash: result.limit.policy?.hash ?? null,
    role,
  });
  return id;
}

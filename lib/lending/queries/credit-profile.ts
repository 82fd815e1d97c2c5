import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { applications } from "#db/schema/lending.ts";
import { scores } from "#db/schema/scoring.ts";
import { stageLabels, verdictLabels, type AccessVerdict } from "../../consent/model.ts";
import { readByAuthorisation } from "../../credit/index.ts";
import type { IndicatorValues } from "../../credit/indicators.ts";
import { newId } from "../../kernel/ids.ts";
import { query, type Call } from "../../operation/index.ts";
import { decide, factsFrom, productVersion } from "../../products/index.ts";
import { findEnterprise } from "../../registry/index.ts";
import { score } from "../../scoring/index.ts";
import type { Score } from "../../scoring/model.ts";
import { cardInForce } from "../card.ts";
import { isOpen } from "../lifecycle.ts";
import { notFound, visibleTo } from "../move.ts";
import { authorisationOf } from "./authorisation.ts";
import { applicationRows } from "./rows.ts";

/** Why the profile stays shut, in words that say what to do. */
export type ProfileRefused = Readonly<{
  granted: false;
  because: Exclude<AccessVerdict, "granted">;
  message: string;
}>;

/**
 * Opens the enterprise's records for one application: through the gate, at the cost of one query of
 * the authorisation, with a line in the enterprise's access log. What is disclosed is decided and
 * scored at once, and the score kept, for an approval to rest on. A refusal is an answer, not an
 * exception; it is logged as well. A query, because nothing may roll that line back.
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
    // What was agreed to for the time before the loan does not reach beyond it: the gate says so,
    // and the attempt stands in the enterprise's access log like any other.
    const stage = isOpen(application.state) ? "before_loan" : "after_loan";
    const disclosed = await readByAuthorisation(call, {
      authorisationId: application.authorisationId,
      uscc: application.uscc,
      stage,
      items: null,
      applicationId,
      purpose: `${stageLabels[stage]}审查 · 申请 ${application.number}`,
    });
    if (!disclosed.granted) return refused(disclosed.because);

    const { eligibility, enterprise, product } = await judge(call, application, disclosed.facts);
    const scored = score(cardInForce().card, disclosed.facts);
    const scoreId = await keepScore(call, application, disclosed.facts, scored);
    return {
      ...disclosed,
      application,
      enterprise,
      product,
      eligibility,
      score: scored,
      scoreId,
      scoredAt: now,
      authorisation: await authorisationOf(db, application.authorisationId, now),
    };
  },
);
export type CreditProfile = Awaited<ReturnType<typeof openCreditProfile>>;

const refused = (because: Exclude<AccessVerdict, "granted">): ProfileRefused => ({
  granted: false,
  because,
  message:
    because === "wrong_stage"
      ? "该申请的贷前审查已结束，贷前授权不能用于贷后查询。如需贷后查阅，请联系企业另行签署贷后授权；本次查阅已记入企业的访问记录。"
      : `未能查阅：${verdictLabels[because]}。请联系企业在“授权管理”重新签署授权后再试；本次查阅已记入企业的访问记录。`,
});

type Row = Awaited<ReturnType<typeof applicationRows>>[number];

/** What the version that was applied for says to the facts that are disclosed today. */
async function judge({ db }: Call, application: Row, facts: IndicatorValues) {
  const [product, enterprise] = await Promise.all([
    productVersion(db, application.productVersionId),
    findEnterprise(db, application.uscc),
  ]);
  if (!product || !enterprise) throw new Error("an application without its product or enterprise");
  return {
    product,
    enterprise,
    eligibility: decide(product, factsFrom(facts, enterprise, application)),
  };
}

async function keepScore(
  { db, now }: Call,
  application: Row,
  facts: IndicatorValues,
  result: Score,
): Promise<string> {
  const id = newId(now.getTime());
  await db.insert(scores).values({
    id,
    uscc: application.uscc,
    institutionId: application.institutionId,
    applicationId: application.id,
    cardId: result.card.id,
    cardVersion: result.card.version,
    cardHash: result.card.hash,
    facts,
    result,
    total: result.total,
    grade: result.grade,
    scoredAt: now,
  });
  return id;
}

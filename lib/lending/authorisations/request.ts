import { z } from "zod";
import { takeRequestBack, TermsForm, termsOf, writeRequest } from "../../consent/index.ts";
import { optionalText } from "../../kernel/inputs.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { enterpriseOrganisation, notify } from "../../notify/index.ts";
import { command } from "../../operation/index.ts";
import { isAbandoned, isOpen } from "../lifecycle.ts";
import { standing } from "../move.ts";
import { purposeOf } from "../../consent/purposes.ts";

/**
 * A loan officer asks the enterprise of one of his institution's applications for an authorisation:
 * before the loan while the application is open, during and after it once it is granted.
 */
export const requestAuthorisation = command(
  "consent.request",
  TermsForm.extend({
    applicationId: z.uuid(),
    note: optionalText("请求说明", 200),
  }),
  async ({ db, actor, now }, { applicationId, note, ...form }) => {
    const application = await standing(db, actor, { applicationId });
    const terms = termsOf(form, now);
    refuseUntimely(terms.stage, application.state);
    const requested = await writeRequest(db, actor, {
      uscc: application.uscc,
      terms,
      applicationId,
      note,
      now,
    });
    await notify(db, {
      organisation: enterpriseOrganisation(application.uscc),
      kind: "authorisation_requested",
      subject: `${actor.organisationName}请求授权`,
      body: `用途：${purposeOf(terms.purpose).name}；数据 ${terms.items.length} 项。请阅读后同意或拒绝。`,
      href: `/enterprise/authorisations/${requested.id}`,
      onceKey: `authorisation_requested:${requested.id}`,
      now,
    });
    return {
      result: requested,
      audit: {
        entity: "authorisation",
        entityId: requested.id,
        detail: { applicationId, items: terms.items, purpose: terms.purpose },
      },
    };
  },
);

function refuseUntimely(stage: string, state: Parameters<typeof isOpen>[0]) {
  const fits = stage === "before_loan" ? isOpen(state) : !isAbandoned(state) && state !== "submitted";
  if (fits) return;
  const message =
    stage === "before_loan"
      ? "该申请已办结，不能再请求贷前授权。"
      : "贷中、贷后授权须在授信之后请求。";
  throw new Refusal("conflict", "consent.untimely_request", message, {
    fields: [{ path: "purpose", message }],
  });
}

/** Takes an unanswered request back. */
export const takeBackAuthorisationRequest = command(
  "consent.request",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const row = await takeRequestBack(db, actor, authorisationId, now);
    return { result: {}, audit: { entity: "authorisation", entityId: row.id } };
  },
);


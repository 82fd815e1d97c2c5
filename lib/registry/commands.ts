import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { codeReviews, enterprises } from "#db/schema/registry.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { localDate, mobileNumber, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkUscc, normaliseUscc } from "../kernel/uscc.ts";
import { command, openCommand } from "../operation/index.ts";

const CodeReviewRequest = z.object({
  uscc: z.string({ error: "请填写统一社会信用代码。" }).transform(normaliseUscc),
  enterpriseName: someText("企业名称", { minimum: 4, maximum: 100 }),
  phone: mobileNumber,
});

/**
 * Asks the operator to let through a code that fails the check although it stands on the licence:
 * real codes do (domain.md §9.1). One request is pending for a code at a time.
 */
export const requestCodeReview = openCommand(
  "registry.request_code_review",
  CodeReviewRequest,
  async ({ db, now }, { uscc, enterpriseName, phone }) => {
    const check = checkUscc(uscc);
    if (check.verdict !== "invalid") {
      throw new Refusal(
        "conflict",
        "registry.code_is_fine",
        "该代码通过校验，无需人工核验，请直接注册。",
      );
    }
    if (check.reason !== "check_character") {
      const message = `${check.message}此类错误不能通过人工核验放行，请对照营业执照更正代码。`;
      throw new Refusal("invalid", `registry.code_${check.reason}`, message, {
        fields: [{ path: "uscc", message }],
      });
    }
    const [pending] = await db
      .select({ id: codeReviews.id })
      .from(codeReviews)
      .where(and(eq(codeReviews.uscc, uscc), eq(codeReviews.status, "pending")));
    const id = pending?.id ?? newId(now.getTime());
    if (!pending) {
      await db.insert(codeReviews).values({
        id,
        uscc,
        enterpriseName,
        contactPhone: phone,
        brokenRule: check.reason,
        requestedAt: now,
      });
    }
    return { result: { id }, audit: { entity: "code_review", entityId: id, detail: { uscc } } };
  },
);

const Decision = z
  .object({
    reviewId: z.uuid(),
    reason: someText("理由", { minimum: 4, maximum: 200 }),
  })
  .and(
    z.discriminatedUnion("decision", [
      z.object({ decision: z.literal("refused") }),
      z.object({
        decision: z.literal("accepted"),
        legalRepresentative: someText("法定代表人", { maximum: 50 }),
        regionCode: z.string().regex(/^\d{6}$/, { error: "请选择所在地区。" }),
        industryCode: z.string().min(1, { error: "请选择所属行业。" }),
        establishedOn: localDate("成立日期"),
      }),
    ]),
  );

/** The operator lets a failing code through, or not, with a reason; letting it through registers the enterprise. */
export const decideCodeReview = command(
  "registry.review_code",
  Decision,
  async ({ db, actor, now }, input) => {
    const [review] = await db
      .select()
      .from(codeReviews)
      .where(eq(codeReviews.id, input.reviewId))
      .for("update");
    if (!review) throw new Refusal("not_found", "registry.review_not_found", "未找到该核验申请。");
    if (review.status !== "pending")
      throw new Refusal("conflict", "registry.review_decided", "该申请已有处理结果，请刷新页面。");

    if (input.decision === "accepted") {
      if (input.establishedOn > dayOf(now)) {
        const message = "成立日期不能晚于今天。";
        throw new Refusal("invalid", "registry.established_in_future", message, {
          fields: [{ path: "establishedOn", message }],
        });
      }
      await db
        .insert(enterprises)
        .values({
          uscc: review.uscc,
          name: review.enterpriseName,
          legalRepresentative: input.legalRepresentative,
          regionCode: input.regionCode,
          industryCode: input.industryCode,
          sizeClass: "micro",
          establishedOn: input.establishedOn,
          status: "operating",
          registeredAt: now,
        })
        .onConflictDoNothing();
    }
    await db
      .update(codeReviews)
      .set({
        status: input.decision,
        decidedBy: actor.accountId,
        decidedAt: now,
        reason: input.reason,
      })
      .where(eq(codeReviews.id, review.id));
    const detail = { uscc: review.uscc, decision: input.decision, reason: input.reason };
    return {
      result: { decision: input.decision },
      audit: { entity: "code_review", entityId: review.id, detail },
    };
  },
);

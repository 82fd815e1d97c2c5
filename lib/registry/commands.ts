import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { codeReviews, enterprises, industries, regions } from "#db/schema/registry.ts";
import { dayOf, timeText } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { localDate, mobileNumber, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkUscc, normaliseUscc } from "../kernel/uscc.ts";
import { command, openCommand } from "../operation/index.ts";
import { openPersonalField, sealPersonal } from "./personal.ts";
import { isCodeAccepted } from "./queries.ts";

const CodeReviewRequest = z.object({
  uscc: z.string({ error: "请填写统一社会信用代码。" }).transform(normaliseUscc),
  enterpriseName: someText("企业名称", { minimum: 4, maximum: 100 }),
  phone: mobileNumber,
});

/**
 * Asks the operator to let through a code that fails the check although it stands on the licence:
 * real codes do (domain.md §9.1). One request is pending for a code at a time: the same person who
 * asks again is answered with the request that is there, anyone else is told of it.
 */
export const requestCodeReview = openCommand(
  "registry.request_code_review",
  CodeReviewRequest,
  async ({ db, now }, { uscc, enterpriseName, phone }) => {
    const brokenRule = reviewableRule(uscc);
    if (await isCodeAccepted(db, uscc)) throw codeAccepted();
    // The index decides between requests at the same moment; the later ones wait and find it taken.
    const [made] = await db
      .insert(codeReviews)
      .values({
        id: newId(now.getTime()),
        uscc,
        enterpriseName,
        contactPhone: sealPersonal(uscc, "reviewPhone", phone),
        brokenRule,
        requestedAt: now,
      })
      .onConflictDoNothing({
        target: codeReviews.uscc,
        where: sql`${codeReviews.status} = 'pending'`,
      })
      .returning({ id: codeReviews.id });
    const id = made?.id ?? (await pendingOf(db, { uscc, enterpriseName, phone }));
    return { result: { id }, audit: { entity: "code_review", entityId: id, detail: { uscc } } };
  },
);

/** The rule that the code breaks, where the operator may let it through all the same. */
function reviewableRule(uscc: string): string {
  const check = checkUscc(uscc);
  if (check.verdict !== "invalid") {
    throw new Refusal(
      "conflict",
      "registry.code_is_fine",
      "该代码通过校验，无需人工核验，请直接注册。",
    );
  }
  if (check.reason === "check_character") return check.reason;
  const message = `${check.message}此类错误不能通过人工核验放行，请对照营业执照更正代码。`;
  throw new Refusal("invalid", `registry.code_${check.reason}`, message, {
    fields: [{ path: "uscc", message }],
  });
}

/** The request that is pending already, if it says the same; a refusal that names it otherwise. */
async function pendingOf(
  db: Db,
  asked: Readonly<{ uscc: string; enterpriseName: string; phone: string }>,
): Promise<string> {
  const [pending] = await db
    .select({
      id: codeReviews.id,
      enterpriseName: codeReviews.enterpriseName,
      phone: codeReviews.contactPhone,
      requestedAt: codeReviews.requestedAt,
    })
    .from(codeReviews)
    .where(and(eq(codeReviews.uscc, asked.uscc), eq(codeReviews.status, "pending")));
  if (!pending) {
    throw new Refusal(
      "conflict",
      "registry.review_just_decided",
      "该代码的核验申请刚刚处理完毕。请返回注册页用该代码注册；仍不能通过的，再次提交核验申请。",
    );
  }
  const phone = openPersonalField(asked.uscc, "reviewPhone", pending.phone);
  if (phone === asked.phone && pending.enterpriseName === asked.enterpriseName) return pending.id;
  throw new Refusal(
    "conflict",
    "registry.review_pending",
    `该代码已有一项核验申请待处理（${timeText(pending.requestedAt)} 提交），无需重复提交。平台运营核对后，会按当时登记的手机联系；核验通过后，即可用该代码注册。`,
  );
}

const codeAccepted = () =>
  new Refusal(
    "conflict",
    "registry.code_accepted",
    "该代码已通过人工核验，无需再次申请，请返回注册页直接注册。",
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
        industryCode: z.string().regex(/^[A-Z]\d{0,4}$/, { error: "请选择所属行业。" }),
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
      await refuseUnknownPlace(db, input);
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

type Place = Readonly<{ regionCode: string; industryCode: string }>;

/** The form offers what there is; what is sent by hand is refused at its field. */
async function refuseUnknownPlace(db: Db, { regionCode, industryCode }: Place): Promise<void> {
  const [region] = await db
    .select({ code: regions.code })
    .from(regions)
    .where(eq(regions.code, regionCode));
  const [industry] = await db
    .select({ code: industries.code })
    .from(industries)
    .where(eq(industries.code, industryCode));
  const fields = [
    ...(region ? [] : [{ path: "regionCode", message: "没有这个地区，请重新选择。" }]),
    ...(industry ? [] : [{ path: "industryCode", message: "没有这个行业，请重新选择。" }]),
  ];
  if (fields[0]) {
    throw new Refusal("invalid", "registry.unknown_place", fields[0].message, { fields });
  }
}

/** The applicant's phone in full, for the operator who calls; the reason stays in the log. */
export const revealReviewPhone = command(
  "registry.reveal_contact",
  z.object({
    reviewId: z.uuid(),
    reason: someText("查看原因", { minimum: 4, maximum: 200 }),
  }),
  async ({ db }, { reviewId, reason }) => {
    const [review] = await db
      .select({ uscc: codeReviews.uscc, sealed: codeReviews.contactPhone })
      .from(codeReviews)
      .where(eq(codeReviews.id, reviewId));
    if (!review) throw new Refusal("not_found", "registry.review_not_found", "未找到该核验申请。");
    const phone = openPersonalField(review.uscc, "reviewPhone", review.sealed);
    const detail = { uscc: review.uscc, reason, shown: ["phone"] };
    return { result: { phone }, audit: { entity: "code_review", entityId: reviewId, detail } };
  },
);

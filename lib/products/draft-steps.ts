import { and, eq, isNull, max } from "drizzle-orm";
import { z } from "zod";
import { drafts, productVersions } from "#db/schema/products.ts";
import { newId } from "../kernel/ids.ts";
import { optionalText, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { institutionOrganisation, notify } from "../notify/index.ts";
import { command, type Call } from "../operation/index.ts";
import { lockDraft, record, type LockedDraft, type ProductActor } from "./drafts.ts";
import { needsSecondPerson, statusAfter, type DraftStep } from "./lifecycle.ts";
import { problemsOfTerms } from "./problems.ts";
import { ratesOf } from "./version-terms.ts";

const Target = z.object({ id: z.uuid(), note: optionalText("说明", 500) });
const withReason = Target.extend({ note: someText("理由", { minimum: 2, maximum: 500 }) });
const stepping =
  (step: DraftStep) =>
  (call: Call<ProductActor>, { id, note }: { id: string; note: string | null }) =>
    take(call, id, step, note);

export const submitDraft = command("product.draft", Target, stepping("submit"));
export const discardDraft = command("product.draft", withReason, stepping("discard"));
/** Another person of the institution answers for what the first one wrote. */
export const endorseDraft = command("product.endorse", Target, stepping("endorse"));
export const sendBackDraft = command("product.endorse", withReason, stepping("send_back"));
/** From now on it is on offer; the version before it retires in the same moment. */
export const publishDraft = command("product.publish", Target, stepping("publish"));
export const refuseDraft = command("product.publish", withReason, stepping("refuse"));

/** Locks, refuses, records, moves, tells. */
async function take(call: Call<ProductActor>, id: string, step: DraftStep, note: string | null) {
  const draft = await lockDraft(call, id);
  const status = statusAfter(draft.status, step);
  if (needsSecondPerson(step)) refuseOwnStep(call, draft);
  if (step === "submit" || step === "endorse" || step === "publish") refuseProblems(draft);
  await record(call, id, { number: draft.last.number + 1, kind: step, status, note });
  await call.db.update(drafts).set({ status }).where(eq(drafts.id, id));
  const version = step === "publish" ? await publish(call, draft) : null;
  await tell(call, draft, step, note);
  const detail = { event: step, product: draft.name, status, ...(version ? { version } : {}) };
  return {
    result: { id, status },
    audit: { entity: "product", entityId: draft.productId, detail },
  };
}

/** The database refuses it as well (db/functions/products.sql). */
function refuseOwnStep({ actor }: Call<ProductActor>, { last }: LockedDraft): void {
  if (last.accountId !== actor.accountId) return;
  throw new Refusal(
    "forbidden",
    "product.second_person",
    "提交人不能复核自己提交的产品，请由另一位同事复核。",
  );
}

function refuseProblems({ name, terms }: LockedDraft): void {
  const problems = problemsOfTerms(terms);
  if (problems.length === 0) return;
  const fields = problems.map(({ at, message }) => ({ path: at, message }));
  throw new Refusal(
    "invalid",
    "product.problems",
    `“${name}”有 ${problems.length} 处问题，改正后才能提交和发布。`,
    { fields },
  );
}

async function publish({ db, now }: Call<ProductActor>, draft: LockedDraft): Promise<number> {
  const { productId, terms } = draft;
  const ofProduct = eq(productVersions.productId, productId);
  const [before] = await db
    .select({ version: max(productVersions.version) })
    .from(productVersions)
    .where(ofProduct);
  await db
    .update(productVersions)
    .set({ retiredAt: now })
    .where(and(ofProduct, isNull(productVersions.retiredAt)));
  const version = (before?.version ?? 0) + 1;
  await db.insert(productVersions).values({
    ...terms,
    ...ratesOf(terms),
    repaymentKinds: [...terms.repaymentKinds],
    guaranteeKinds: [...terms.guaranteeKinds],
    regionCodes: [...terms.regionCodes],
    industryCodes: [...terms.industryCodes],
    requiredItems: [...terms.requiredItems],
    materials: [...terms.materials],
    id: newId(now.getTime()),
    draftId: draft.id,
    productId,
    version,
    publishedAt: now,
  });
  return version;
}

/** Whoever has the next step, and the institution of what the platform decided. */
async function tell(
  { db, now }: Call<ProductActor>,
  { id, name, institutionId, last }: LockedDraft,
  step: DraftStep,
  note: string | null,
): Promise<void> {
  const words = told[step];
  if (!words) return;
  await notify(db, {
    organisation: words.to === "platform" ? "platform" : institutionOrganisation(institutionId),
    kind: "product",
    subject: words.subject(name),
    body: note ? `${words.body}说明：${note}` : words.body,
    href:
      words.to === "platform" ? `/operator/products/${id}` : `/institution/products/drafts/${id}`,
    onceKey: `product:${id}:${last.number + 1}`,
    now,
  });
}

const told: Readonly<
  Partial<
    Record<
      DraftStep,
      Readonly<{ to: "platform" | "institution"; subject: (name: string) => string; body: string }>
    >
  >
> = {
  submit: {
    to: "institution",
    subject: (name) => `“${name}”待复核`,
    body: "同事提交了产品，请由另一位同事复核。",
  },
  send_back: {
    to: "institution",
    subject: (name) => `“${name}”复核未通过`,
    body: "复核人退回了产品，请修改后重新提交。",
  },
  endorse: {
    to: "platform",
    subject: (name) => `“${name}”待审核`,
    body: "机构已完成复核，请审核后发布或退回。",
  },
  publish: {
    to: "institution",
    subject: (name) => `“${name}”已发布`,
    body: "新版本已在售；此前提交的申请仍按原版本办理。",
  },
  refuse: {
    to: "institution",
    subject: (name) => `“${name}”被平台退回`,
    body: "平台审核未通过，请修改后重新提交。",
  },
};

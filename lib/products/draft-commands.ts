import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { drafts, productTable, productVersions } from "#db/schema/products.ts";
import type { ActorOf } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { chosen, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command, type Call } from "../operation/index.ts";
import { draftNotFound, openDraftOf, record, lockDraft } from "./drafts.ts";
import { productKinds, type ProductTerms } from "./model.ts";
import { productInForce } from "./queries.ts";
import { firstTerms, Terms } from "./terms.ts";
import { termsOf } from "./version-terms.ts";

type OfficerCall = Call<ActorOf<"loan_officer">>;

const NewProduct = z.object({
  /** Made by the form, so that a double click makes one product. */
  productId: z.uuid(),
  name: someText("产品名称", { minimum: 2, maximum: 30 }),
  kind: chosen("产品类型", productKinds),
});

/** A new product with its first draft. Sent twice, it is the same product. */
export const newProduct = command("product.draft", NewProduct, async (call, input) => {
  const { db, actor } = call;
  const { productId, name, kind } = input;
  const taken = await db
    .select({ id: productTable.id })
    .from(productTable)
    .where(and(eq(productTable.institutionId, actor.institutionId), eq(productTable.name, name)));
  if (taken.some(({ id }) => id !== productId)) {
    const fields = [{ path: "name", message: `本机构已有“${name}”，请换一个名称。` }];
    throw new Refusal("conflict", "product.name_taken", "产品名称重复。", { fields });
  }
  await db
    .insert(productTable)
    .values({ id: productId, institutionId: actor.institutionId, name })
    .onConflictDoNothing();
  await ownProduct(call, productId);
  const draft =
    (await openDraftOf(db, productId)) ?? (await begin(call, productId, firstTerms(kind)));
  return audited(draft.id, productId, { event: "draft", name });
});

/** A draft of the next version, beginning with what is on offer; where there is one already, that one. */
export const draftNextVersion = command(
  "product.draft",
  z.object({ productId: z.uuid() }),
  async (call, { productId }) => {
    await ownProduct(call, productId);
    const open = await openDraftOf(call.db, productId);
    if (open) return audited(open.id, productId, { event: "draft", again: true });
    const current = await productInForce(call.db, productId, call.now);
    if (!current) throw draftNotFound();
    const draft = await begin(call, productId, termsOf(current));
    return audited(draft.id, productId, { event: "draft", after: current.version });
  },
);

async function ownProduct({ db, actor }: OfficerCall, productId: string): Promise<void> {
  const [own] = await db
    .select({ id: productTable.id })
    .from(productTable)
    .where(
      and(eq(productTable.id, productId), eq(productTable.institutionId, actor.institutionId)),
    );
  if (!own) throw draftNotFound();
}

async function begin(call: OfficerCall, productId: string, terms: ProductTerms) {
  const id = newId(call.now.getTime());
  const made = await call.db
    .insert(drafts)
    .values({ id, productId, terms, status: "draft", createdAt: call.now })
    .onConflictDoNothing()
    .returning({ id: drafts.id });
  if (made.length === 0) {
    // Somebody was quicker; theirs is the draft, unless it is over already.
    const theirs = await openDraftOf(call.db, productId);
    if (theirs) return theirs;
    throw new Refusal("conflict", "product.out_of_turn", "同事刚处理过这个产品，请刷新后再试。");
  }
  await record(call, id, { number: 1, kind: "draft", status: "draft", note: null });
  return { id };
}

const Save = z.object({
  id: z.uuid(),
  /** The number of the last event that the person saw, so that nobody overwrites what they did not see. */
  seen: z.coerce.number().int(),
  terms: Terms,
});

/** Keeps what was typed. A draft may still have problems; it cannot be submitted with them. */
export const saveDraft = command("product.draft", Save, async (call, { id, seen, terms }) => {
  const draft = await lockDraft(call, id);
  if (draft.status !== "draft") {
    throw new Refusal(
      "conflict",
      "product.out_of_turn",
      "产品已提交，不能再改。如需修改，请先由复核人退回。",
    );
  }
  if (draft.last.number !== seen) {
    throw new Refusal(
      "conflict",
      "product.changed_meanwhile",
      "您打开之后，同事修改过这份草稿。请复制您的改动，刷新后再改。",
    );
  }
  const number = draft.last.number + 1;
  await record(call, id, { number, kind: "edit", status: "draft", note: null });
  await call.db.update(drafts).set({ terms }).where(eq(drafts.id, id));
  return { ...audited(id, draft.productId, { event: "edit" }), result: { id, seen: number } };
});

/** Takes the version on offer off the market. Applications made under it go on. */
export const retireProduct = command(
  "product.retire",
  z.object({ productId: z.uuid(), note: someText("理由", { minimum: 2, maximum: 500 }) }),
  async (call, { productId, note }) => {
    await ownProduct(call, productId);
    const current = await productInForce(call.db, productId, call.now);
    if (!current) {
      throw new Refusal("conflict", "product.not_on_offer", "产品目前没有在售的版本。");
    }
    await call.db
      .update(productVersions)
      .set({ retiredAt: call.now })
      .where(eq(productVersions.id, current.versionId));
    return audited(productId, productId, { event: "retire", version: current.version, note });
  },
);

/** The answer is what the next page is about; the line in the log is about the product. */
const audited = (
  id: string,
  productId: string,
  detail: Record<string, string | number | boolean>,
) => ({
  result: { id },
  audit: { entity: "product", entityId: productId, detail },
});

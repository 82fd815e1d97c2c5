import { z } from "zod";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { TermsForm, termsOf } from "../terms.ts";
import {
  insertAuthorisation,
  liveInstitution,
  lockOwn,
  prepareDocument,
  signerFor,
} from "../write.ts";

/** Writes an authorisation out for the signer to read. It opens nothing until it is signed. */
export const draftAuthorisation = command(
  "consent.grant",
  TermsForm.extend({ institutionId: z.uuid({ error: "请选择被授权的金融机构。" }) }),
  async ({ db, actor, now }, { institutionId, ...form }) => {
    const terms = termsOf(form, now);
    const signer = await signerFor(db, actor);
    await liveInstitution(db, institutionId, { hold: true });
    const drafted = await insertAuthorisation(
      db,
      terms,
      {
        uscc: actor.uscc,
        institutionId,
        status: "created",
        by: actor.accountId,
        reason: "企业填写",
      },
      now,
    );
    const prepared = await prepareDocument(db, await lockOwn(db, actor, drafted.id), signer, now);
    return {
      result: prepared,
      audit: { entity: "authorisation", entityId: drafted.id, detail: { items: terms.items } },
    };
  },
);

/**
 * Writes the document of a request, or of a draft that is from an earlier day, for the actor to read
 * and sign today. Twice on one day gives a document each; the last is the one that can be signed.
 */
export const prepareAuthorisation = command(
  "consent.grant",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const row = await lockOwn(db, actor, authorisationId);
    if (row.status !== "created" && row.status !== "requested")
      throw new Refusal("conflict", "consent.not_open", "该授权书已签署或已结束，不能再次生成。");
    if (row.endsAt <= now)
      throw new Refusal("conflict", "consent.expired", "授权期限已过，请重新填写。");
    const prepared = await prepareDocument(db, row, await signerFor(db, actor), now);
    return {
      result: prepared,
      audit: {
        entity: "authorisation",
        entityId: row.id,
        detail: { artefactHash: prepared.artefactHash },
      },
    };
  },
);

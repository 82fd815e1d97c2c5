import { and, eq, gte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { confirmSigning } from "../../identity/index.ts";
import { dayOf, startOfDay } from "../../kernel/calendar.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { Artefact, artefactHash } from "../artefact.ts";
import { platformSigner } from "../keys.ts";
import { fairUseBreach, type PurposeCode } from "../purposes.ts";
import { liveInstitution, lockOwn, signerFor, type AuthorisationRow } from "../write.ts";

/** One document, one confirmation: there is no signing of several at once, and not many on one day. */
export const SIGNINGS_A_DAY = 20;

const Signing = z.object({
  authorisationId: z.uuid(),
  /** The hash of what was read: a page left open on another text cannot sign this one. */
  artefactHash: z.string().length(64, { error: "授权书尚未生成，请先生成并阅读。" }),
  agreed: z.literal("yes", { error: "请先阅读授权书，并勾选“我已阅读并同意”。" }),
  signingPassword: z.string({ error: "请输入签署密码。" }).min(1, { error: "请输入签署密码。" }),
});

export type Receipt = Readonly<{
  id: string;
  number: string;
  artefactHash: string;
  document: Readonly<{ sha256: string; sm3: string }>;
}>;

/**
 * Signs a prepared authorisation, the enterprise's own draft or what an institution asked for, with
 * the second password asked for this one. A second click finds it signed and says so.
 */
export const signAuthorisation = command(
  "consent.grant",
  Signing,
  async ({ db, actor, now }, { authorisationId, artefactHash: read }) => {
    const row = await lockOwn(db, actor, authorisationId);
    const artefact = readableArtefact(row, read);
    const result: Receipt = {
      id: row.id,
      number: row.number,
      artefactHash: read,
      document: { sha256: artefact.document.sha256, sm3: artefact.document.sm3 },
    };
    const audit = { entity: "authorisation", entityId: row.id, detail: { artefactHash: read } };
    if (row.signedAt !== null) return { result, audit };
    refuseUnsignable(row, artefact, now);
    if (row.institutionId !== null) await liveInstitution(db, row.institutionId);
    const signer = await signerFor(db, actor);
    if (
      artefact.signer.accountId !== signer.accountId ||
      artefact.signer.capacity !== signer.capacity
    )
      throw again("consent.other_signer", "授权书是为另一位签署人生成的，请重新生成后阅读。");
    await refuseMassSigning(db, actor.accountId, now);

    const signature = platformSigner().sign(Buffer.from(row.artefact ?? "", "utf8"));
    await db
      .update(authorisations)
      .set({
        status: "agreed",
        statusAt: now,
        statusBy: actor.accountId,
        statusReason: row.status === "requested" ? "企业同意机构的授权请求" : "企业签署",
        signedBy: actor.accountId,
        signedAt: now,
        signerCapacity: signer.capacity,
        signature: signature.value,
        signatureAlgorithm: signature.algorithm,
        signatureKeyId: signature.keyId,
      })
      .where(eq(authorisations.id, row.id));
    return { result, audit };
  },
  ({ db, actor, now }, { signingPassword }) =>
    confirmSigning(db, actor.accountId, signingPassword, now),
);

/** The artefact that was read, still what it was. */
function readableArtefact(row: AuthorisationRow, read: string): Artefact {
  if (row.artefact === null || row.artefactHash !== read || artefactHash(row.artefact) !== read)
    throw again("consent.document_changed", "授权书内容与您阅读的不一致，请重新阅读后再签署。");
  return Artefact.parse(JSON.parse(row.artefact));
}

function refuseUnsignable(row: AuthorisationRow, artefact: Artefact, now: Date) {
  if (row.status !== "created" && row.status !== "requested")
    throw again("consent.not_open", "该授权书已撤回、拒绝或到期，请重新填写。");
  if (row.endsAt <= now) throw again("consent.expired", "授权期限已过，请重新填写。");
  // The document says on which day it was signed.
  if (dayOf(new Date(artefact.preparedAt)) !== dayOf(now))
    throw again("consent.prepared_earlier", "授权书是此前日期生成的，请重新生成、阅读后签署。");
  const breach = fairUseBreach(artefact.purpose as PurposeCode, {
    ...artefact,
    days: (row.endsAt.getTime() - row.startsAt.getTime()) / 86_400_000,
  });
  if (breach)
    throw again(`consent.fair_use.${breach.attribute}`, `${breach.message}，请重新填写。`);
}

/** The account's row is locked by the confirmation of the second password only briefly: count here. */
async function refuseMassSigning(db: Db, accountId: string, now: Date) {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('consent.sign:' || ${accountId}::text, 0))`,
  );
  const [signed] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.signedBy, accountId),
        gte(authorisations.signedAt, startOfDay(dayOf(now))),
      ),
    );
  if ((signed?.n ?? 0) < SIGNINGS_A_DAY) return;
  throw new Refusal(
    "conflict",
    "consent.too_many_signings",
    `同一签署人每日最多签署 ${SIGNINGS_A_DAY} 份授权书，请明日再签。`,
  );
}

const again = (reason: string, message: string) => new Refusal("conflict", reason, message);

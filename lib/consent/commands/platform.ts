import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { itemIds, itemOf } from "../../intake/catalogue.ts";
import { addDays, dayOf } from "../../kernel/calendar.ts";
import { command, type Call } from "../../operation/index.ts";
import { platformSigner } from "../keys.ts";
import { purposeOf } from "../purposes.ts";
import type { Terms } from "../terms.ts";
import { insertAuthorisation, prepareDocument, signerFor, type Signer } from "../write.ts";

/** All that needs an authorisation at all, as long and as often as the purpose allows. */
function platformTerms(now: Date): Terms {
  const purpose = purposeOf("platform_processing");
  return {
    items: itemIds.filter((id) => itemOf(id).sharing !== "public").sort(),
    purpose: "platform_processing",
    stage: "platform",
    maximumQueries: purpose.maximumQueries,
    frequency: purpose.frequency,
    lookBackMonths: purpose.maximumLookBackMonths,
    dataLifeDays: purpose.maximumDataLifeDays,
    startsOn: dayOf(now),
    endsOn: addDays(dayOf(now), purpose.maximumDays - 1),
  };
}

type Who = Readonly<{ uscc: string; signer: Signer }>;

/**
 * The platform's own authorisation, for scoring and matching: given with the registration, and
 * withdrawable alone. The registration is its confirmation: the signer has just set the password.
 */
export async function authorisePlatform(
  { db, now }: Omit<Call, "actor">,
  { uscc, signer }: Who,
): Promise<void> {
  const drafted = await draftForPlatform(db, uscc, signer, now);
  await signPrepared(db, drafted, signer, now);
}

async function draftForPlatform(db: Db, uscc: string, signer: Signer, now: Date) {
  const { id } = await insertAuthorisation(
    db,
    platformTerms(now),
    { uscc, institutionId: null, status: "created", by: signer.accountId, reason: "平台处理授权" },
    now,
  );
  const [row] = await db.select().from(authorisations).where(eq(authorisations.id, id));
  if (!row) throw new Error("an authorisation was inserted and not found");
  return prepareDocument(db, row, signer, now);
}

async function signPrepared(db: Db, { id }: Readonly<{ id: string }>, signer: Signer, now: Date) {
  const [row] = await db
    .select({ artefact: authorisations.artefact })
    .from(authorisations)
    .where(eq(authorisations.id, id));
  const signature = platformSigner().sign(Buffer.from(row?.artefact ?? "", "utf8"));
  await db
    .update(authorisations)
    .set({
      status: "agreed",
      statusAt: now,
      statusBy: signer.accountId,
      statusReason: "注册时同意平台处理",
      signedBy: signer.accountId,
      signedAt: now,
      signerCapacity: signer.capacity,
      signature: signature.value,
      signatureAlgorithm: signature.algorithm,
      signatureKeyId: signature.keyId,
    })
    .where(eq(authorisations.id, id));
}

/**
 * Writes the platform's authorisation out again after a withdrawal, for the enterprise to read and
 * sign like any other. Where one is in force, or a draft of today waits, that one is given back.
 */
export const draftPlatformAuthorisation = command(
  "consent.grant",
  z.object({}),
  async ({ db, actor, now }) => {
    // Two tabs at once find one draft.
    await db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('consent.platform:' || ${actor.uscc}::text, 0))`,
    );
    const [held] = await db
      .select({ id: authorisations.id, status: authorisations.status })
      .from(authorisations)
      .where(
        and(
          eq(authorisations.uscc, actor.uscc),
          isNull(authorisations.institutionId),
          sql`${authorisations.status} in ('created', 'agreed', 'paused')`,
          gt(authorisations.endsAt, now),
        ),
      )
      .orderBy(sql`${authorisations.status} = 'created'`)
      .limit(1);
    const id =
      held?.id ?? (await draftForPlatform(db, actor.uscc, await signerFor(db, actor), now)).id;
    return {
      result: { id },
      audit: { entity: "authorisation", entityId: id, detail: { platform: true } },
    };
  },
);

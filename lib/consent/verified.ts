import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { sha256 } from "../kernel/signing.ts";
import { artefactHash, isArtefactSigned } from "./artefact.ts";
import { trustedKeys } from "./keys.ts";

/** Signatures found good, by what was signed and the signature: neither can change unnoticed. */
const checked = new Map<string, boolean>();
const REMEMBERED = 20_000;

type Signed = Pick<
  typeof authorisations.$inferSelect,
  "artefact" | "signature" | "signatureAlgorithm" | "signatureKeyId"
>;

/**
 * The hash of an artefact whose signature holds, which the gate then demands of the row that it uses;
 * null where the signature does not hold or there is none. The gate cannot check it by itself: the
 * key is not in the database's hands, and that is the point (peers.md C1).
 */
export function verifiedHash(row: Signed): string | null {
  const { artefact, signature, signatureAlgorithm, signatureKeyId } = row;
  if (artefact === null || signature === null || !signatureAlgorithm || !signatureKeyId) return null;
  const hash = artefactHash(artefact);
  const key = sha256(`${hash} ${signatureAlgorithm} ${signatureKeyId} ${signature}`);
  let good = checked.get(key);
  if (good === undefined) {
    good = isArtefactSigned(trustedKeys(), {
      artefact,
      signature: { algorithm: signatureAlgorithm, keyId: signatureKeyId, value: signature },
    });
    if (checked.size >= REMEMBERED) checked.clear();
    checked.set(key, good);
  }
  return good ? hash : null;
}

const signed = {
  id: authorisations.id,
  artefact: authorisations.artefact,
  signature: authorisations.signature,
  signatureAlgorithm: authorisations.signatureAlgorithm,
  signatureKeyId: authorisations.signatureKeyId,
};

/** What the gate is to be asked with for one authorisation; null hash: the signature does not hold. */
export async function groundFor(db: Db, authorisationId: string) {
  const [row] = await db.select(signed).from(authorisations).where(eq(authorisations.id, authorisationId));
  return { authorisationId, hash: row ? verifiedHash(row) : null };
}

/** The platform's own authorisation for an enterprise, the newest signed one; null where there never was one. */
export async function platformGround(db: Db, uscc: string) {
  const [row] = await db
    .select(signed)
    .from(authorisations)
    .where(
      and(
        eq(authorisations.uscc, uscc),
        isNull(authorisations.institutionId),
        inArray(authorisations.status, ["agreed", "paused", "withdrawn", "expired", "used_up"]),
      ),
    )
    .orderBy(desc(authorisations.signedAt))
    .limit(1);
  return row ? { authorisationId: row.id, hash: verifiedHash(row) } : null;
}

import type { DocumentTerms } from "#lib/consent/document/index.ts";
import type { Artefact } from "#lib/consent/index.ts";
import { purposes } from "#lib/consent/purposes.ts";

/**
 * What the document of an artefact says, for its text on the screen; null where the document was not
 * made from that text (the invented past of the synthetic province).
 */
export function documentTerms(artefact: Artefact): DocumentTerms | null {
  const purpose = purposes.find(({ code }) => code === artefact.purpose);
  if (!purpose || artefact.document.mediaType !== "application/pdf") return null;
  const { enterprise, grantee, signer, startsAt, endsAt, preparedAt } = artefact;
  return {
    ...artefact,
    purpose: purpose.code,
    enterpriseName: enterprise.name,
    uscc: enterprise.uscc,
    granteeName: grantee.name,
    granteeUscc: grantee.uscc,
    platform: grantee.id === null,
    signerName: signer.name,
    signerCapacity: signer.capacity,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    preparedAt: new Date(preparedAt),
  };
}

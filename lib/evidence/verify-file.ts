import { readArtefact, readSignedCopy, verifyAuthorisation } from "../consent/document/index.ts";
import type { PublicKey } from "../kernel/signing.ts";
import { filesIn, isArchive } from "./archive.ts";
import { AUTHORISATIONS } from "./model.ts";
import { verifyBundle, type EvidenceCheck } from "./verify-bundle.ts";

export type VerifiedFile = Readonly<{
  kind: "authorisation" | "bundle";
  checks: readonly EvidenceCheck[];
  holds: boolean;
}>;

/** Checks whatever the platform gives out: a signed copy of an authorisation, or an evidence bundle. */
export function verifyFile(bytes: Uint8Array, trusted: readonly PublicKey[]): VerifiedFile {
  const kind = isArchive(bytes) ? "bundle" : "authorisation";
  const checks =
    kind === "bundle" ? verifyBundle(bytes, trusted) : verifyAuthorisation(bytes, trusted);
  return { kind, checks, holds: checks.every(({ ok }) => ok) };
}

/** The number of a signed copy and the artefact's text; null where the file is none. */
export function authorisationIn(bytes: Uint8Array) {
  const artefact = readSignedCopy(bytes)?.artefact ?? "";
  const number = readArtefact(artefact)?.number;
  return number === undefined ? null : { number, artefact };
}

/** Every signed copy in a file: of a bundle those in it, otherwise the file itself. */
export const copiesIn = (bytes: Uint8Array) =>
  (isArchive(bytes) ? (filesIn(bytes) ?? []) : [{ path: AUTHORISATIONS, bytes }])
    .filter(({ path }) => path.startsWith(AUTHORISATIONS))
    .flatMap((file) => authorisationIn(file.bytes) ?? []);

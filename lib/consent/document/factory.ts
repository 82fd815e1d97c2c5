import { generateKeyPairSync } from "node:crypto";
import {
  sha256,
  signerOf,
  sm3,
  type SignatureAlgorithm,
  type Signer,
} from "../../kernel/signing.ts";
import { artefactText, type Artefact } from "../artefact.ts";
import { signedCopy } from "./signed-copy.ts";
import type { DocumentTerms } from "./text.ts";

/** Builders of documents and signed copies for tests. */

export function aSigner(algorithm: SignatureAlgorithm = "Ed25519"): Signer {
  const { privateKey } =
    algorithm === "Ed25519"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("ec", { namedCurve: "SM2" });
  return signerOf(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
}

export const documentTerms = (parts: Partial<DocumentTerms> = {}): DocumentTerms => ({
  number: "SQ-2026-000123",
  enterpriseName: "宁波海曙示例机电有限公司",
  uscc: "91330203MA2AG12345",
  granteeName: "示例银行宁波市分行",
  granteeUscc: "91330200844051234X",
  platform: false,
  items: ["tax_grade", "vat_declaration", "electricity"],
  purpose: "credit_review",
  stage: "before_loan",
  maximumQueries: 5,
  frequency: { times: 2, unit: "day" },
  lookBackMonths: 24,
  dataLifeDays: 90,
  startsAt: new Date("2026-11-21T01:30:00.000Z"),
  endsAt: new Date("2026-12-21T16:00:00.000Z"),
  signerName: "王小明",
  signerCapacity: "legal_representative",
  preparedAt: new Date("2026-11-21T01:29:00.000Z"),
  validateUrl: "https://xinqiao.example/verify",
  ...parts,
});

/** The artefact of a document with these terms. */
export const anArtefact = (content: Buffer, terms = documentTerms()): string =>
  artefactText({
    version: 1,
    number: terms.number,
    enterprise: { uscc: terms.uscc, name: terms.enterpriseName },
    grantee: {
      id: "0197a3b0-0000-7000-8000-000000000001",
      uscc: terms.granteeUscc,
      name: terms.granteeName,
    },
    items: [...terms.items].sort(),
    purpose: terms.purpose,
    stage: terms.stage,
    maximumQueries: terms.maximumQueries,
    frequency: terms.frequency,
    lookBackMonths: terms.lookBackMonths,
    dataLifeDays: terms.dataLifeDays,
    startsAt: terms.startsAt.toISOString(),
    endsAt: terms.endsAt.toISOString(),
    signer: {
      accountId: "0197a3b0-0000-7000-8000-000000000002",
      name: terms.signerName,
      capacity: terms.signerCapacity,
      verifiedAt: terms.preparedAt.toISOString(),
    },
    confirmedBy: "signing_password",
    document: { mediaType: "application/pdf", sha256: sha256(content), sm3: sm3(content) },
    preparedAt: terms.preparedAt.toISOString(),
    validateUrl: terms.validateUrl,
  } satisfies Artefact);

/** A signed copy of this content, as the platform would give it out. */
export function aSignedCopy(
  content: Buffer,
  signer: Signer,
  artefact = anArtefact(content),
): Buffer {
  const signature = signer.sign(Buffer.from(artefact, "utf8"));
  return signedCopy(content, { artefact, signature }, signer.publicKey.spki);
}

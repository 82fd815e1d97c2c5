import canonicalize from "canonicalize";
import { z } from "zod";
import { isSignedBy, sha256, type PublicKey, type Signature } from "../kernel/signing.ts";
import { authorisationStages, frequencyUnits, signerCapacities } from "./model.ts";

/** The platform as a grantee, in documents and lists. */
export const PLATFORM_NAME = "信桥融资信用服务平台";

const instantText = z.iso.datetime({ precision: 3 });

/**
 * All that an authorisation says, in the shape of the national licence (domain.md §2.7): this, in
 * canonical JSON, is what is hashed and signed. Any change of it is another authorisation.
 */
export const Artefact = z.strictObject({
  version: z.literal(1),
  number: z.string(),
  enterprise: z.strictObject({ uscc: z.string(), name: z.string() }),
  grantee: z.strictObject({
    /** null: the platform itself. */
    id: z.uuid().nullable(),
    uscc: z.string().nullable(),
    name: z.string(),
  }),
  /** Sorted, each once. */
  items: z.array(z.string()).min(1),
  purpose: z.string(),
  stage: z.enum(authorisationStages),
  maximumQueries: z.int().positive(),
  frequency: z
    .strictObject({ times: z.int().positive(), unit: z.enum(frequencyUnits) })
    .nullable(),
  lookBackMonths: z.int().positive(),
  dataLifeDays: z.int().positive(),
  startsAt: instantText,
  endsAt: instantText,
  signer: z.strictObject({
    accountId: z.uuid(),
    name: z.string(),
    capacity: z.enum(signerCapacities),
    verifiedAt: instantText,
  }),
  /** How the signer confirms: with the second password, asked for this one document. */
  confirmedBy: z.literal("signing_password"),
  document: z.strictObject({ mediaType: z.string(), sha256: z.string(), sm3: z.string() }),
  preparedAt: instantText,
  /** Where anybody can check the document. */
  validateUrl: z.string(),
});
export type Artefact = z.infer<typeof Artefact>;

/** The exact text that is stored, hashed and signed: RFC 8785. */
export function artefactText(artefact: Artefact): string {
  const text = canonicalize(artefact);
  if (text === undefined) throw new Error("an artefact without canonical form");
  return text;
}

/** Lower-case hex SHA-256 of the text's UTF-8 bytes, as the gate computes it again. */
export const artefactHash = (text: string): string => sha256(text);

export type SignedArtefact = Readonly<{ artefact: string; signature: Signature }>;

/** Whether a trusted key signed exactly this text. */
export const isArtefactSigned = (
  trusted: readonly PublicKey[],
  { artefact, signature }: SignedArtefact,
): boolean => isSignedBy(trusted, Buffer.from(artefact, "utf8"), signature);

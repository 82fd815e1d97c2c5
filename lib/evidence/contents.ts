import canonicalize from "canonicalize";
import { z } from "zod";
import { accessVerdicts, authorisationStages, disclosureStatuses } from "../consent/model.ts";
import { signatureAlgorithms } from "../kernel/signing.ts";
import { applicationEvents, applicationStates } from "../lending/model.ts";

/** The files of a bundle as data: what the export writes and the verifier reads. */

const instant = z.iso.datetime({ precision: 3 });
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const Signature = z.strictObject({
  algorithm: z.enum(signatureAlgorithms),
  keyId: z.string(),
  value: z.string(),
});
const Party = z.strictObject({ uscc: z.string(), name: z.string() });

export const Manifest = z.strictObject({
  statement: z.strictObject({
    version: z.literal(1),
    kind: z.literal("xinqiao.evidence"),
    application: z.strictObject({ id: z.uuid(), number: z.string() }),
    enterprise: Party,
    institution: Party.extend({ id: z.uuid() }),
    madeAt: instant,
    madeFor: z.enum(["enterprise", "loan_officer"]),
    /** All of the archive but this file, in the archive's order. */
    files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: digest })),
  }),
  /** Of the statement in canonical JSON (RFC 8785). */
  signature: Signature,
  publicKey: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;
export type Statement = Manifest["statement"];

/** What was signed and what was deleted, with the marks under which the platform holds it. */
export const Receipts = z.strictObject({
  signings: z.array(
    z.strictObject({
      number: z.string(),
      /** The signed copy in this archive. */
      path: z.string(),
      artefactHash: digest,
      signedAt: instant,
      history: z.array(
        z.strictObject({
          seq: z.int(),
          at: instant,
          from: z.string().nullable(),
          to: z.string(),
          reason: z.string().nullable(),
        }),
      ),
    }),
  ),
  disclosures: z.array(
    z.strictObject({
      accessId: z.int(),
      at: instant,
      keepUntil: instant,
      status: z.enum(disclosureStatuses),
      deletedAt: instant.nullable(),
      /** `chain:seq` of the institution's word, which may speak of other enterprises too. */
      receipt: z.string().nullable(),
      /** The hash of that line. */
      receiptHash: digest.nullable(),
    }),
  ),
});
export type Receipts = z.infer<typeof Receipts>;

const Access = z.strictObject({
  id: z.int(),
  /** Its line in the audit chain; null for a look from before there were chains. */
  chainSeq: z.int().nullable(),
  uscc: z.string(),
  at: instant,
  accountId: z.uuid().nullable(),
  institutionId: z.uuid().nullable(),
  authorisationId: z.uuid().nullable(),
  authorisationNumber: z.string().nullable(),
  applicationId: z.uuid().nullable(),
  stage: z.enum(authorisationStages),
  purposeCode: z.string().nullable(),
  purpose: z.string(),
  items: z.array(z.string()),
  itemNames: z.array(z.string()),
  fromDay: z.string().nullable(),
  verdict: z.enum(accessVerdicts),
  verdictLabel: z.string(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export const AccessLog = z.array(Access);
export type AccessLog = z.infer<typeof AccessLog>;

/** A line of another matter: its place and hashes, and nothing that it tells. */
const Link = z.strictObject({ seq: z.int(), previousHash: digest, hash: digest });
const Line = Link.extend({ at: instant, kind: z.string(), body: z.string() });
export const Chain = z.strictObject({
  chain: z.string(),
  /** From the application's first line to the head, without a gap. */
  lines: z.array(z.union([Line, Link])),
  /** Where the chain ended when the bundle was made; null: it had no line. */
  head: z
    .strictObject({
      statement: z.strictObject({
        kind: z.literal("xinqiao.chain_head"),
        chain: z.string(),
        seq: z.int(),
        hash: digest,
        at: instant,
      }),
      signature: Signature,
    })
    .nullable(),
});
export type Chain = z.infer<typeof Chain>;

export const Scores = z.array(
  z.strictObject({
    id: z.uuid(),
    /** The look that disclosed the inputs. */
    accessId: z.int().nullable(),
    cardId: z.string(),
    cardVersion: z.int(),
    cardHash: digest,
    scoredAt: instant,
    total: z.number(),
    grade: z.string(),
    /** null: deleted when their data life was over. */
    facts: z.record(z.string(), z.union([z.number(), z.string(), z.null()])).nullable(),
    result: z.looseObject({}),
    /** The card, where it is not the one that this program knows by itself. */
    card: z.unknown().optional(),
  }),
);
export type Scores = z.infer<typeof Scores>;

export const Events = z.array(
  z.strictObject({
    seq: z.int(),
    kind: z.enum(applicationEvents),
    label: z.string(),
    state: z.enum(applicationStates),
    at: instant,
    by: z.enum(["enterprise", "institution", "platform"]),
    payload: z.looseObject({ kind: z.string() }),
  }),
);
export type Events = z.infer<typeof Events>;

/** Canonical JSON (RFC 8785): what is signed. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a statement without canonical form");
  return text;
}

import { and, eq, isNotNull, or } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisationDocuments, authorisations } from "#db/schema/consent.ts";
import { Artefact, trustedKeys, verifiedHash } from "../consent/index.ts";
import { standingLabels, standingOf, type Standing } from "../consent/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { sha256, sm3 } from "../kernel/signing.ts";
import { isArchive } from "./archive.ts";
import { checkLabels, MAXIMUM_UPLOAD_BYTES } from "./model.ts";
import type { EvidenceCheck } from "./verify-bundle.ts";
import { authorisationIn, copiesIn, verifyFile } from "./verify-file.ts";

/** What the public page answers: plain data, and nothing that was not in the asker's hands but the standing. */
export type PublicAnswer = Readonly<{
  kind: "authorisation" | "bundle" | "document";
  holds: boolean;
  checks: readonly Readonly<{ label: string; ok: boolean; detail: string }>[];
  /** Of each authorisation that was proven, where it stands now; unknown here: not of this platform. */
  standings: readonly Readonly<{
    number: string;
    standing: Standing | null;
    label: string;
  }>[];
}>;

const Asked = z.object({
  file: z.instanceof(Uint8Array).optional(),
  number: z.string().trim().max(60).optional().default(""),
  hash: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.union([z.literal(""), z.string().regex(/^[0-9a-fA-F]{64}$/)]))
    .optional()
    .default(""),
});

/**
 * For anybody: whether a file is what the platform gave out, or whether a document of this hash is
 * the one that was signed under this number; and where the authorisation stands now.
 */
export async function checkPublicly(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  raw: unknown,
): Promise<PublicAnswer> {
  const parsed = Asked.safeParse(raw);
  if (!parsed.success) throw problem("hash", "文件摘要应为 64 位十六进制字符（SM3 或 SHA-256）。");
  const { file, number, hash } = parsed.data;
  if (file && file.length > MAXIMUM_UPLOAD_BYTES) throw problem("file", "文件不能超过 5 MB。");
  if (file && (isArchive(file) || authorisationIn(file))) return checkFile(db, file, now);
  // The document as it was signed, without what a signed copy has behind it.
  if (file && number) return checkDocument(db, { number, hash: sha256(file) }, now);
  if (file) return checkFile(db, file, now);
  if (!number && !hash) throw problem("file", "请选择文件，或填写授权书编号与文件摘要。");
  if (!number) throw problem("number", "请填写授权书编号。");
  if (!hash) throw problem("hash", "请填写文件摘要。");
  return checkDocument(db, { number, hash }, now);
}

const problem = (path: string, message: string) =>
  new Refusal("invalid", "evidence.check_input", message, { fields: [{ path, message }] });

async function checkFile(db: Db, file: Uint8Array, now: Date): Promise<PublicAnswer> {
  const { kind, checks, holds } = verifyFile(file, trustedKeys());
  // Of what is not proven nothing is told, not even that there is such a number.
  const proven = holds ? copiesIn(file) : [];
  const standings = await Promise.all(
    proven.map(async ({ number, artefact }) => {
      const row = await findSigned(db, number);
      const found = row?.artefactHash === sha256(artefact) ? row : null;
      return standingIn(number, found && standingOf(found, now));
    }),
  );
  return { kind, holds, checks: checks.map(shown), standings };
}

const shown = ({ name, ok, detail, path }: EvidenceCheck) => ({
  label: path === undefined ? checkLabels[name] : `${checkLabels[name]} · ${path}`,
  ok,
  detail,
});

const standingIn = (number: string, standing: Standing | null) => ({
  number,
  standing,
  label: standing ? standingLabels[standing] : "本平台没有该授权书的记录",
});

const findSigned = async (db: Db, number: string) => {
  const [row] = await db
    .select(signed)
    .from(authorisations)
    .where(and(eq(authorisations.number, number), isNotNull(authorisations.signedAt)));
  return row ?? null;
};

const signed = {
  id: authorisations.id,
  artefact: authorisations.artefact,
  artefactHash: authorisations.artefactHash,
  signature: authorisations.signature,
  signatureAlgorithm: authorisations.signatureAlgorithm,
  signatureKeyId: authorisations.signatureKeyId,
  status: authorisations.status,
  startsAt: authorisations.startsAt,
  endsAt: authorisations.endsAt,
  usedQueries: authorisations.usedQueries,
  maximumQueries: authorisations.maximumQueries,
} as const;

/** By number and hash. An unknown number and another's hash get the same answer. */
async function checkDocument(
  db: Db,
  { number, hash }: Readonly<{ number: string; hash: string }>,
  now: Date,
): Promise<PublicAnswer> {
  const row = await findSigned(db, number);
  const [held] = row
    ? await db
        .select({
          sha256: authorisationDocuments.sha256,
          content: authorisationDocuments.content,
        })
        .from(authorisationDocuments)
        .where(
          and(
            eq(authorisationDocuments.authorisationId, row.id),
            or(
              eq(authorisationDocuments.sha256, hash.toLowerCase()),
              eq(authorisationDocuments.sm3, hash.toUpperCase()),
            ),
          ),
        )
    : [];
  const artefact = row && held ? artefactOf(row.artefact) : null;
  // A draft of an earlier day has a document too, which nobody signed.
  if (!row || !held || artefact?.document.sha256 !== held.sha256) {
    const detail = "本平台没有与该编号和摘要相符的已签署授权书。请核对编号，并确认摘要取自原文件。";
    const check = { label: checkLabels.document_sha256, ok: false, detail };
    return { kind: "document", holds: false, checks: [check], standings: [] };
  }
  const isSigned = verifiedHash(row) !== null;
  const isWhole =
    sha256(held.content) === held.sha256 && sm3(held.content) === artefact.document.sm3;
  return {
    kind: "document",
    holds: isSigned && isWhole,
    checks: [
      {
        label: "文件摘要",
        ok: isWhole,
        detail: isWhole
          ? `与平台保存的已签署文件一致：SHA-256 ${held.sha256}`
          : "平台保存的文件与签署时的摘要不一致",
      },
      {
        label: checkLabels.signature,
        ok: isSigned,
        detail: isSigned ? `签名有效，算法 ${row.signatureAlgorithm}` : "平台保存的签名无效",
      },
    ],
    standings: isSigned && isWhole ? [standingIn(number, standingOf(row, now))] : [],
  };
}

function artefactOf(text: string | null): Artefact | null {
  if (text?.startsWith("{") !== true) return null;
  const parsed = Artefact.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** The keys that the platform publishes, for verification without it. */
export const publishedKeys = () =>
  trustedKeys().map(({ keyId, algorithm, spki }) => ({ keyId, algorithm, spki }));

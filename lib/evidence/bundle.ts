import type { Db } from "#db/client.ts";
import { signedCopy } from "../consent/document/index.ts";
import { historyOf, trustedKeys } from "../consent/index.ts";
import { verdictLabels } from "../consent/model.ts";
import { itemNames } from "../intake/catalogue.ts";
import { sha256, type Signer } from "../kernel/signing.ts";
import { eventLabels } from "../lending/model.ts";
import type { File } from "./archive.ts";
import { chainExtract } from "./chain.ts";
import {
  accessOf,
  authorisationsOf,
  disclosuresOf,
  eventsOf,
  keptScoresOf,
  scoresOf,
  type AccessRow,
  type Application,
  type Asker,
  type AuthorisationRow,
  type DisclosureRow,
  type EventRow,
  type ScoreRow,
} from "./collect.ts";
import {
  canonical,
  type AccessLog,
  type Events,
  type Manifest,
  type Receipts,
  type Scores,
  type Statement,
} from "./contents.ts";
import { guide } from "./guide.ts";
import { AUTHORISATIONS, bundlePaths } from "./model.ts";

type Asked = Readonly<{ application: Application; actor: Asker; signer: Signer; now: Date }>;

/** All files of the bundle of one application, the signed manifest first. */
export async function bundleFiles(db: Db, asked: Asked): Promise<readonly File[]> {
  const { application, actor, signer, now } = asked;
  const access = await accessOf(db, application);
  const authorisations = await authorisationsOf(db, application, access);
  const disclosed = await disclosuresOf(db, application);
  const receipts = await receiptsOf(db, authorisations, disclosed);
  const scores = scoresFor(
    await scoresOf(db, application),
    await keptScoresOf(db, actor, application),
    actor,
  );
  const events = (await eventsOf(db, application)).map(eventIn);
  // Last, so that it holds the lines of everything above.
  const chain = await chainExtract(db, {
    chain: `enterprise:${application.enterprise.uscc}`,
    seqs: access.flatMap(({ chainSeq }) => chainSeq ?? []),
    signer,
    now,
  });
  const log = access.map(accessIn);

  const content: readonly File[] = [
    ...authorisations.map(copyOf),
    json(bundlePaths.receipts, receipts),
    json(bundlePaths.access, log),
    json(bundlePaths.chain, chain),
    json(bundlePaths.scores, scores),
    json(bundlePaths.events, events),
  ];
  const about = {
    version: 1,
    kind: "xinqiao.evidence",
    application: { id: application.id, number: application.number },
    enterprise: application.enterprise,
    institution: application.institution,
    madeAt: now.toISOString(),
    madeFor: actor.role,
  } as const;
  const page = guide({
    about,
    receipts,
    access: log,
    scores,
    events,
    keyId: signer.publicKey.keyId,
  });
  const files = [text(bundlePaths.guide, page), ...content];
  return [manifestOf({ ...about, files: files.map(listed) }, signer), ...files];
}

/** The signed list of files; also for tests that sign what is not so. */
export function manifestOf(statement: Statement, signer: Signer): File {
  const manifest: Manifest = {
    statement,
    signature: signer.sign(Buffer.from(canonical(statement), "utf8")),
    publicKey: signer.publicKey.spki,
  };
  return text(bundlePaths.manifest, canonical(manifest));
}

export const listed = ({ path, bytes }: File) => ({
  path,
  bytes: bytes.length,
  sha256: sha256(bytes),
});
const text = (path: string, content: string): File => ({
  path,
  bytes: Buffer.from(content, "utf8"),
});
const json = (path: string, content: unknown): File =>
  text(path, `${JSON.stringify(content, null, 2)}\n`);

const pathOf = ({ number, content }: Pick<AuthorisationRow, "number" | "content">): string =>
  `${AUTHORISATIONS}${number}.${content.subarray(0, 5).toString("latin1") === "%PDF-" ? "pdf" : "txt"}`;

function copyOf(row: AuthorisationRow): File {
  const { artefact, signature, signatureAlgorithm, signatureKeyId } = row;
  if (artefact === null || signature === null || !signatureAlgorithm || !signatureKeyId)
    throw new Error("a signed authorisation without its signature");
  const key = trustedKeys().find(({ keyId }) => keyId === signatureKeyId);
  const signed = {
    artefact,
    signature: { algorithm: signatureAlgorithm, keyId: signatureKeyId, value: signature },
  };
  return { path: pathOf(row), bytes: signedCopy(row.content, signed, key?.spki ?? "") };
}

async function receiptsOf(
  db: Db,
  authorisations: readonly AuthorisationRow[],
  disclosed: readonly DisclosureRow[],
): Promise<Receipts> {
  const signings = await Promise.all(
    authorisations.map(async (row) => ({
      number: row.number,
      path: pathOf(row),
      artefactHash: row.artefactHash ?? "",
      signedAt: row.signedAt?.toISOString() ?? "",
      history: (await historyOf(db, row.id)).map(({ seq, at, fromStatus, toStatus, reason }) => ({
        seq,
        at: at.toISOString(),
        from: fromStatus,
        to: toStatus,
        reason,
      })),
    })),
  );
  const disclosures = disclosed.map(({ at, keepUntil, deletedAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    keepUntil: keepUntil.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  }));
  return { signings, disclosures };
}

const accessIn = ({ at, ...row }: AccessRow): AccessLog[number] => ({
  ...row,
  at: at.toISOString(),
  itemNames: itemNames(row.items),
  verdictLabel: verdictLabels[row.verdict],
});

/**
 * Inputs are part of what was disclosed: the database gives them to an institution as long as it may
 * keep them, and with them what repeats them in words; to the enterprise always.
 */
const scoresFor = (
  rows: readonly ScoreRow[],
  kept: Awaited<ReturnType<typeof keptScoresOf>>,
  asker: Asker,
): Scores =>
  rows.flatMap(({ scoredAt, card, cardOwner, ...row }) => {
    const found = kept.get(row.id);
    if (!found) return [];
    const { total, grade, gradeLabel, reasons, vetoed } = found.result;
    const result = found.facts
      ? { ...found.result }
      : { total, grade, gradeLabel, reasons, vetoed };
    // An institution's own card is its own knowledge: the enterprise gets the score, not the card.
    const document = cardOwner !== null && asker.role === "enterprise" ? null : card;
    return [
      {
        ...row,
        scoredAt: scoredAt.toISOString(),
        facts: found.facts,
        result,
        ...(document === null ? {} : { card: document }),
      },
    ];
  });

const eventIn = ({ at, ...event }: EventRow): Events[number] => ({
  ...event,
  at: at.toISOString(),
  label: eventLabels[event.kind],
  by: partyOf(event.kind),
  payload: { ...event.payload },
});

/** Persons are not named: an enterprise deals with an institution. */
function partyOf(kind: EventRow["kind"]): Events[number]["by"] {
  if (kind === "close") return "platform";
  return kind === "submit" || kind === "withdraw" ? "enterprise" : "institution";
}

import canonicalize from "canonicalize";
import { z } from "zod";
import {
  readArtefact,
  readSignedCopy,
  verifyAuthorisation,
  type Check,
} from "../consent/document/index.ts";
import { isSignedBy, sha256, type PublicKey } from "../kernel/signing.ts";
import { filesIn, type File } from "./archive.ts";
import { chainFault } from "./chain.ts";
import {
  AccessLog,
  canonical,
  Chain,
  Events,
  Manifest,
  Receipts,
  Scores,
  type Statement,
} from "./contents.ts";
import { AUTHORISATIONS, bundlePaths, type CheckName } from "./model.ts";
import { scoresCheck } from "./verify-scores.ts";

/** One thing that was checked, and of which file where the bundle has several of its kind. */
export type EvidenceCheck = Check<CheckName> & Readonly<{ path?: string }>;

type Files = ReadonlyMap<string, Uint8Array>;
type Trusted = readonly PublicKey[];

/**
 * Checks an evidence bundle without a database: that nothing in the archive was changed, added or
 * taken out, that a trusted key signed its list, and that what it holds agrees with itself, down to
 * the scores, which are computed again.
 */
export function verifyBundle(bytes: Uint8Array, trusted: Trusted): readonly EvidenceCheck[] {
  const files = filesIn(bytes);
  if (!files) {
    const detail = "不是平台出具的证据包，或文件不完整、被改动、被重新打包。";
    return [{ name: "container", ok: false, detail }];
  }
  const container = { name: "container", ok: true, detail: `共 ${files.length} 个文件` } as const;
  const manifest = manifestIn(files[0]);
  if (!manifest) {
    const detail = "缺少清单，或清单不是规范格式。";
    return [container, { name: "manifest", ok: false, detail }];
  }
  const { statement } = manifest;
  const held: Files = new Map(files.map(({ path, bytes: content }) => [path, content]));
  return [
    container,
    manifestCheck(manifest, trusted),
    filesCheck(statement, files.slice(1)),
    ...authorisationChecks(statement, files, trusted),
    checkOf("receipts", held, Receipts, (receipts) => receiptsFault(receipts, statement, held)),
    checkOf("chain", held, Chain, (chain) => chainDetail(chain, statement, trusted)),
    accessCheck(statement, held),
    scoresCheck(contentOf(held, bundlePaths.scores, Scores)),
    checkOf("events", held, Events, (events) => eventsFault(events, held)),
  ];
}

function manifestIn(file: File | undefined): Manifest | null {
  if (file?.path !== bundlePaths.manifest) return null;
  const parsed = Manifest.safeParse(jsonIn(file.bytes));
  if (!parsed.success) return null;
  const isExact = Buffer.from(canonical(parsed.data), "utf8").equals(file.bytes);
  return isExact ? parsed.data : null;
}

function manifestCheck({ statement, signature, publicKey }: Manifest, trusted: Trusted) {
  const name = "manifest";
  const { algorithm, keyId } = signature;
  const key = trusted.find((one) => one.keyId === keyId);
  if (!key) return { name, ok: false, detail: `签名密钥 ${keyId} 不在信任的公钥之列。` } as const;
  const ok =
    key.spki === publicKey &&
    isSignedBy(trusted, Buffer.from(canonical(statement), "utf8"), signature);
  const detail = ok ? `签名有效，算法 ${algorithm}，密钥 ${keyId}` : `签名无效，密钥 ${keyId}`;
  return { name, ok, detail } as const;
}

function filesCheck({ files }: Statement, found: readonly File[]): EvidenceCheck {
  const name = "files";
  const wrong = found.find(({ path, bytes }, index) => {
    const listed = files[index];
    return (
      listed?.path !== path || listed.bytes !== bytes.length || listed.sha256 !== sha256(bytes)
    );
  });
  if (wrong)
    return { name, ok: false, path: wrong.path, detail: `${wrong.path} 与清单所列的摘要不一致` };
  const missing = files[found.length];
  if (missing)
    return { name, ok: false, path: missing.path, detail: `缺少清单所列的 ${missing.path}` };
  return { name, ok: true, detail: `${files.length} 个文件与清单一致（SHA-256）` };
}

/** Each signed copy by itself, and that it speaks of this bundle's two parties. */
function authorisationChecks(
  { enterprise, institution }: Statement,
  files: readonly File[],
  trusted: Trusted,
): readonly EvidenceCheck[] {
  return files
    .filter(({ path }) => path.startsWith(AUTHORISATIONS))
    .flatMap(({ path, bytes }) =>
      verifyAuthorisation(bytes, trusted).map((check) => {
        const artefact =
          check.name === "artefact" && check.ok
            ? readArtefact(readSignedCopy(bytes)?.artefact ?? "")
            : null;
        const foreign =
          artefact !== null &&
          (artefact.enterprise.uscc !== enterprise.uscc || artefact.grantee.id !== institution.id);
        return foreign
          ? { ...check, ok: false, path, detail: "授权双方不是本证据包的企业与金融机构" }
          : { ...check, path };
      }),
    );
}

function receiptsFault({ signings }: Receipts, { files }: Statement, held: Files): string | Good {
  const copies = files.filter(({ path }) => path.startsWith(AUTHORISATIONS));
  for (const { path, number, artefactHash } of signings) {
    const copy = readSignedCopy(held.get(path) ?? Buffer.alloc(0));
    const artefact = copy && readArtefact(copy.artefact);
    if (!copy || artefact?.number !== number || sha256(copy.artefact) !== artefactHash)
      return `授权书 ${number} 的回执与签署副本不一致`;
  }
  if (signings.length !== copies.length) return "回执与签署副本的数目不一致";
  return good(`${signings.length} 份签署回执与签署副本一致`);
}

function chainDetail(chain: Chain, { enterprise }: Statement, trusted: Trusted): string | Good {
  if (chain.chain !== `enterprise:${enterprise.uscc}`) return "不是本企业的审计链";
  return chainFault(chain, trusted) ?? good(`${chain.lines.length} 行连续，链尾签名有效`);
}

/** What people read of each look against the line that was hashed when it was made, both ways. */
function accessCheck({ application, enterprise }: Statement, held: Files): EvidenceCheck {
  const chain = contentOf(held, bundlePaths.chain, Chain);
  return checkOf("access", held, AccessLog, (rows) => {
    if (!chain) return "审计链无法读取，访问记录无从核对";
    const bodies = new Map(
      chain.lines.flatMap((line) => ("body" in line ? [[line.seq, line] as const] : [])),
    );
    for (const row of rows) {
      if (row.applicationId !== application.id || row.uscc !== enterprise.uscc)
        return `记录 ${row.id} 不属于本申请`;
      if (row.chainSeq === null) continue;
      const line = bodies.get(row.chainSeq);
      if (!line) return `记录 ${row.id} 在审计链中没有对应的行`;
      bodies.delete(row.chainSeq);
      const said = jsonIn(Buffer.from(line.body, "utf8"));
      if (line.kind !== "access" || !isSame(row, said))
        return `记录 ${row.id} 与审计链第 ${row.chainSeq} 行不一致`;
    }
    const [unlisted] = bodies.keys();
    if (unlisted !== undefined) return `审计链第 ${unlisted} 行的查询未列入访问记录`;
    const early = rows.filter(({ chainSeq }) => chainSeq === null).length;
    const more = early > 0 ? `；其中 ${early} 条早于审计链启用，仅由清单签名保证` : "";
    return good(`${rows.length} 条访问记录与审计链一致${more}`);
  });
}

function isSame(row: AccessLog[number], said: unknown): boolean {
  const {
    id: _id,
    chainSeq: _seq,
    authorisationNumber: _number,
    itemNames: _names,
    verdictLabel: _label,
    at,
    ...told
  } = row;
  const parsed = Said.safeParse(said);
  if (!parsed.success) return false;
  const { at: saidAt, ...rest } = parsed.data;
  // The row's instant is rounded to the millisecond, the line's is cut off there.
  const apart = Math.abs(Date.parse(at) - Date.parse(saidAt));
  return apart <= 1 && canonicalize(told) === canonicalize(rest);
}

const Said = z.looseObject({ at: z.iso.datetime() });

/** A history without gaps, whose decisions rest on scores that are here. */
function eventsFault(events: Events, held: Files): string | Good {
  const scores = contentOf(held, bundlePaths.scores, Scores) ?? [];
  for (const [index, { seq, at, kind, payload }] of events.entries()) {
    if (seq !== index + 1) return `第 ${index + 1} 步缺失`;
    if (at < (events[index - 1]?.at ?? "")) return `第 ${seq} 步早于上一步`;
    if (payload.kind !== kind) return `第 ${seq} 步的内容与事项不符`;
    const { scoreId } = payload;
    if (typeof scoreId === "string" && !scores.some(({ id }) => id === scoreId))
      return `第 ${seq} 步所依据的评分不在证据包内`;
  }
  return good(`${events.length} 步连续，决定所依据的评分均在证据包内`);
}

type Good = Readonly<{ good: string }>;
const good = (detail: string): Good => ({ good: detail });

/** A check of one file's content: a text says what is wrong with it. */
function checkOf<Content>(
  name: "receipts" | "chain" | "access" | "events",
  held: Files,
  form: z.ZodType<Content>,
  judge: (content: Content) => string | Good,
): EvidenceCheck {
  const path = bundlePaths[name];
  const content = contentOf(held, path, form);
  if (content === null) return { name, ok: false, detail: `${path} 缺失或无法读取` };
  const judged = judge(content);
  return typeof judged === "string"
    ? { name, ok: false, detail: judged }
    : { name, ok: true, detail: judged.good };
}

function contentOf<Content>(held: Files, path: string, form: z.ZodType<Content>): Content | null {
  const parsed = form.safeParse(jsonIn(held.get(path) ?? Buffer.alloc(0)));
  return parsed.success ? parsed.data : null;
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}

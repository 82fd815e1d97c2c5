import { createHash } from "node:crypto";
import type { Scorecard } from "./model.ts";

/** JSON with sorted keys and no blanks: the same card gives the same text, however it was written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
  }
  // JSON has no word for these, and `null` would make two different cards one.
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`not a JSON number: ${value}`);
  return JSON.stringify(value);
}

/** A card that was read from a document of an earlier form is known by that document's hash. */
const documentHashes = new WeakMap<Scorecard, string>();

export const rememberHash = (card: Scorecard, document: unknown): void =>
  void documentHashes.set(card, canonicalSha256(document));

/** Lower-case hex SHA-256 of the published document: a score names the very card that gave it. */
export const hashOf = (card: Scorecard): string =>
  documentHashes.get(card) ?? canonicalSha256(card);

/** Lower-case hex SHA-256 of a value's canonical JSON. */
export const canonicalSha256 = (document: unknown): string =>
  createHash("sha256").update(canonicalJson(document)).digest("hex");

import { createHash } from "node:crypto";

/** JSON with sorted keys and no blanks: the same document gives the same text, however it was written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
  }
  // JSON has no word for these, and `null` would make two different documents one.
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`not a JSON number: ${value}`);
  return JSON.stringify(value);
}

/** Lower-case hex SHA-256 of a document's canonical JSON: what names a version that never changes. */
export const documentHash = (document: unknown): string =>
  createHash("sha256").update(canonicalJson(document)).digest("hex");

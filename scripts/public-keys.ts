import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { publicKeyOf, type PublicKey } from "#lib/kernel/signing.ts";

/**
 * Public keys as people have them: base64, or a file of base64, PEM, DER, or the list that the
 * platform publishes at `/api/verify`; null for anything else.
 */
export function keysIn(given: string): readonly PublicKey[] | null {
  try {
    if (!existsSync(given)) return [publicKeyOf(given)];
    const bytes = readFileSync(given);
    const text = bytes.toString("utf8").trim();
    if (text.startsWith("[")) return Published.parse(JSON.parse(text)).map(publicKeyOf);
    // A binary key is a DER sequence; no text form of one begins with this byte.
    return [publicKeyOf(bytes[0] === 0x30 ? bytes.toString("base64") : text)];
  } catch {
    return null;
  }
}

const Published = z.array(z.object({ spki: z.string() }).transform(({ spki }) => spki)).min(1);

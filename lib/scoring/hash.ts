import { documentHash } from "../kernel/canonical-json.ts";
import type { Scorecard } from "./model.ts";

/** A card that was read from a document of an earlier form is known by that document's hash. */
const documentHashes = new WeakMap<Scorecard, string>();

export const rememberHash = (card: Scorecard, document: unknown): void =>
  void documentHashes.set(card, documentHash(document));

/** Of the published document: a score names the very card that gave it. */
export const hashOf = (card: Scorecard): string => documentHashes.get(card) ?? documentHash(card);

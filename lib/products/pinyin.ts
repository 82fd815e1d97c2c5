import { pinyin } from "pinyin-pro";

/** Texts whose syllables are remembered at once; a province has some hundreds of products. */
const REMEMBERED = 5000;
const remembered = new Map<string, readonly string[]>();

/** 供应宝 → gong, ying, bao; what is not Chinese stands for itself, letter by letter. ü is typed as v. */
function syllablesOf(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const syllables = pinyin(text, { toneType: "none", type: "array", v: true });
  remembered.set(text, syllables);
  return syllables;
}

/** What a person types to search by: half-width, lower case, one word after the other. */
export const wordsOf = (typed: string): readonly string[] =>
  plain(typed)
    .replaceAll(/['’]/g, "")
    .split(/\s+/)
    .filter((word) => word !== "");

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

/** Whether a text has the word in it as it is written. */
export const isWrittenIn = (text: string, word: string): boolean => plain(text).includes(word);

/**
 * Whether the word is how some characters of the text that follow each other are typed: in full
 * (gongyingbao), by initials (gyb), mixed (gongyb), or not finished yet (gongyi).
 */
export function isTypedFor(text: string, word: string): boolean {
  if (!/^[a-z0-9]+$/.test(word)) return false;
  const syllables = syllablesOf(plain(text));
  return syllables.some((_, start) => isTypedFrom(syllables.slice(start), word));
}

/** Follows every way to cut the word at once, so that no name makes it slow. */
function isTypedFrom(syllables: readonly string[], word: string): boolean {
  let reached = new Set([0]);
  for (const syllable of syllables) {
    const next = new Set<number>();
    for (const place of reached) {
      const rest = word.slice(place);
      if (syllable.startsWith(rest)) return true;
      if (rest.startsWith(syllable)) next.add(place + syllable.length);
      if (rest[0] === syllable[0]) next.add(place + 1);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return false;
}

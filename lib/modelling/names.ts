import { Refusal } from "#lib/kernel/refusal.ts";

/** Edits (insert, delete, replace) that turn one word into another. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let at = 1; at <= other.length; at++) {
      const replaced = (previous[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

const plain = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.-]/g, "");

/** The names most like a word, the most like first. */
export function nearestNames(word: string, names: readonly string[], most = 5): readonly string[] {
  const wanted = plain(word);
  const far = (name: string) => {
    const other = plain(name);
    const within = other !== "" && (other.includes(wanted) || wanted.includes(other));
    return within ? 0.5 : distance(wanted, other) / Math.max(1, wanted.length, other.length);
  };
  return [...names]
    .map((name) => ({ name, far: far(name) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ name }) => name);
}

/** The column that a person means: exactly, or in another case or spacing where only one is like it. */
export function columnNamed(field: string, word: string, names: readonly string[]): string {
  if (names.includes(word)) return word;
  const like = names.filter((name) => plain(name) === plain(word));
  const [found, other] = like;
  if (found !== undefined && other === undefined) return found;
  const message =
    other === undefined
      ? `没有列“${word}”。最接近的列：${nearestNames(word, names).join("、")}。请改正列名。`
      : `列“${word}”可以是 ${like.join("、")}，请写明是哪一个。`;
  throw new Refusal("invalid", "modelling.no_column", message, {
    fields: [{ path: field, message }],
  });
}

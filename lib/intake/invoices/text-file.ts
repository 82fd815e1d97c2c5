import { contentOf, inspectFile, type FileFacts } from "#lib/kernel/files/bytes.ts";
import { splitLine } from "#lib/kernel/files/csv.ts";
import { linesOf as allLinesOf, type Line } from "#lib/kernel/files/text.ts";

export type { Line };
export type TextFile = Readonly<{
  path: string;
  /** SHA-256 of the content, unpacked: packing a file again does not make it another one. */
  hash: string;
  lines: number;
  encoding: FileFacts["encoding"];
  header: readonly string[];
  facts: FileFacts;
}>;

/** A first pass over a file, packed or not: what it is, how long, and what its columns are called. */
export async function openTextFile(path: string): Promise<TextFile> {
  const facts = await inspectFile(path);
  const { contentHash: hash, encoding } = facts;
  return { path, hash, lines: facts.lines, encoding, header: await headerOf(facts), facts };
}

async function headerOf(facts: FileFacts): Promise<readonly string[]> {
  for await (const [first] of allLinesOf(contentOf(facts.path), facts.encoding)) {
    if (!first) continue;
    const columns = first.number === 1 ? splitLine(first.text) : null;
    return Array.isArray(columns) ? columns.map((name) => name.trim()) : [];
  }
  return [];
}

/** The lines after the header, with their numbers as an editor shows them. Empty ones say nothing. */
export async function* linesOf({ facts }: TextFile): AsyncGenerator<readonly Line[]> {
  for await (const lines of allLinesOf(contentOf(facts.path), facts.encoding))
    yield lines[0]?.number === 1 ? lines.slice(1) : lines;
}

import { unreadable } from "./bytes.ts";
import type { Encoding } from "./detect.ts";

/** A physical line, with its number as an editor shows it. */
export type Line = Readonly<{ number: number; text: string }>;

/** No row of any item is near as long; a file without line ends shall not fill the memory. */
const LONGEST_LINE = 4 * 1024 ** 2;

/** All lines of a text, in blocks as they come; empty ones say nothing. */
export async function* linesOf(
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder(encoding);
  let rest = "";
  let number = 0;
  const numbered = (texts: readonly string[]): readonly Line[] => {
    const lines: Line[] = [];
    for (const text of texts) {
      number += 1;
      const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
      if (whole !== "") lines.push({ number, text: whole });
    }
    return lines;
  };
  for await (const chunk of bytes) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = texts.pop() ?? "";
    if (rest.length > LONGEST_LINE)
      throw unreadable("line_too_long", `第 ${number + texts.length + 1} 行过长，请核对文件格式。`);
    yield numbered(texts);
  }
  yield numbered([rest + decoder.decode()]);
}

/**
 * The same text in memory of its own. What is cut out of a chunk of a file keeps the whole chunk alive:
 * of no matter for a row that is done with, but a few thousand texts that are remembered across a large
 * file would hold most of it.
 */
export const ownText = (text: string): string =>
  // Shorter ones are copied when they are cut.
  text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");

import { isAscii } from "node:buffer";
import { constants, gunzipSync } from "node:zlib";
import { Refusal } from "../refusal.ts";
import type { FileFormat } from "./format.ts";

export type Encoding = "utf-8" | "gb18030" | "utf-16le";

const startsWith = (bytes: Uint8Array, ...magic: number[]) =>
  magic.every((byte, place) => bytes[place] === byte);

export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x1f, 0x8b);
/** Content that gains nothing from being packed again. */
export const isPacked = (bytes: Uint8Array): boolean => isGzip(bytes) || isZip(bytes);
const isZip = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
const isOldExcel = (bytes: Uint8Array) => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const isPdf = (bytes: Uint8Array) => startsWith(bytes, 0x25, 0x50, 0x44, 0x46);

/** What a content is, by its first bytes, unpacked. */
export function formatOf(beginning: Uint8Array): FileFormat {
  if (isZip(beginning)) return "xlsx";
  if (isOldExcel(beginning))
    throw refused("旧版 Excel（.xls）无法读取，请另存为 .xlsx 后重新上传。");
  if (isPdf(beginning)) throw refused("PDF 无法读取，请上传 CSV、XLSX 或 JSON Lines 文件。");
  const first = /^[\uFEFF\s]*(\S?)/.exec(new TextDecoder().decode(beginning.subarray(0, 400)))?.[1];
  if (first === "[")
    throw refused("JSON 数组无法逐行读取，请改为每行一个对象（JSON Lines）后重新上传。");
  return first === "{" ? "jsonl" : "csv";
}

/** The format of what was sent, packed or not, for a look before it is stored. */
export function formatOfSent(bytes: Uint8Array): FileFormat {
  if (!isGzip(bytes)) return formatOf(bytes);
  try {
    // The rest is missing on purpose, so the end of the stream is not waited for.
    const beginning = gunzipSync(bytes.subarray(0, 4096), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: 1 << 24,
    });
    return formatOf(beginning);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("invalid", "intake.damaged_file", "压缩内容已损坏，请重新打包上传。", {
      cause: error,
    });
  }
}

const refused = (message: string) => new Refusal("invalid", "intake.unknown_format", message);

/**
 * Decides on all the bytes: UTF-8 where they mostly are, for one broken character spoils one row and
 * not the file; else GB 18030, as spreadsheets on Chinese systems save.
 */
export class EncodingVote {
  #first: Uint8Array | null = null;
  /** Whole characters of three bytes and more, as Chinese ones are, and bytes that fit into none. */
  #characters = 0;
  #strays = 0;
  /** Continuation bytes that are still to come. */
  #open = 0;
  #long = false;

  add(chunk: Uint8Array) {
    this.#first ??= chunk.slice(0, 3);
    if (this.#open === 0 && isAscii(chunk)) return;
    for (const byte of chunk) {
      if (this.#open > 0) {
        if ((byte & 0xc0) === 0x80) {
          this.#open -= 1;
          if (this.#open === 0 && this.#long) this.#characters += 1;
          continue;
        }
        this.#strays += 1;
        this.#open = 0;
      }
      if (byte < 0x80) continue;
      this.#long = byte >= 0xe0;
      if (byte >= 0xc2 && byte <= 0xdf) this.#open = 1;
      else if (byte >= 0xe0 && byte <= 0xef) this.#open = 2;
      else if (byte >= 0xf0 && byte <= 0xf4) this.#open = 3;
      else this.#strays += 1;
    }
  }

  encoding(): Encoding {
    const first = this.#first ?? new Uint8Array();
    if (startsWith(first, 0xff, 0xfe)) return "utf-16le";
    if (startsWith(first, 0xef, 0xbb, 0xbf)) return "utf-8";
    const strays = this.#strays + (this.#open > 0 ? 1 : 0);
    return strays * 2 <= this.#characters ? "utf-8" : "gb18030";
  }
}

import "server-only";
import { createHash } from "node:crypto";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The body in memory, read portion by portion; null as soon as it is longer than it may be. */
export async function readBody(request: Request, longest: number): Promise<Buffer | null> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > longest) return null;
  if (!request.body) return Buffer.alloc(0);
  const portions: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(portions, length);
    length += value.byteLength;
    if (length > longest) {
      await reader.cancel().catch(() => undefined); // The sender is told in any case.
      return null;
    }
    portions.push(value);
  }
}

/**
 * What is taken in one request, by the console and by the API: it is held in memory while it is checked
 * and stored. A larger file goes packed, in parts, or by command.
 */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

/** A body that lies on disk, for what is too large to be held. */
export type BodyFile = Readonly<{
  bytes: number;
  /** Lower-case hex SHA-256. */
  hash: string;
  /** From the beginning, each time it is asked. */
  portions: () => AsyncIterable<Buffer>;
}>;

const PORTION = 4 * 1024 * 1024;

/**
 * Streams the body into a file without a name, which is gone with the process whatever happens to it,
 * and works on that; null as soon as the body is longer than it may be.
 */
export async function withBodyFile<Result>(
  request: Request,
  longest: number,
  work: (file: BodyFile) => Promise<Result>,
): Promise<Result | null> {
  if (Number(request.headers.get("content-length") ?? 0) > longest) return null;
  const file = await namelessFile();
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    const reader = request.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      bytes += read.value.byteLength;
      if (bytes > longest) {
        await reader?.cancel().catch(() => undefined); // The sender is told in any case.
        return null;
      }
      hash.update(read.value);
      await file.writeFile(read.value);
    }
    return await work({ bytes, hash: hash.digest("hex"), portions: () => portionsOf(file, bytes) });
  } finally {
    await file.close();
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "xinqiao-upload-"));
  try {
    return await open(join(folder, "body"), "wx+", 0o600);
  } finally {
    // An open file lives on without its name.
    await rm(folder, { recursive: true, force: true });
  }
}

async function* portionsOf(file: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes; from += PORTION) {
    const portion = Buffer.alloc(Math.min(PORTION, bytes - from));
    await file.read(portion, 0, portion.length, from);
    yield portion;
  }
}

import "server-only";

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

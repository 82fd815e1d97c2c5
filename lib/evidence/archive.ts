import { unzipSync, zipSync } from "fflate";

export type File = Readonly<{ path: string; bytes: Uint8Array }>;

// One moment for every file, in whatever time zone: the archive is the same wherever it is made again.
const MOMENT = new Date(1980, 0, 1, 12);

/** The files as one ZIP, stored unpacked. The same files give the same bytes. */
export function archiveOf(files: readonly File[]): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ path, bytes }) => [path, bytes] as const);
  const archive = zipSync(Object.fromEntries(entries), { level: 0, mtime: MOMENT });
  return archive as Uint8Array<ArrayBuffer>; // Made by fflate on the heap, never in shared memory.
}

/** Whether bytes begin as a ZIP does. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/**
 * The files of an archive that `archiveOf` made, in their order; null for any other bytes. It is made
 * again and compared, so that every byte of it counts; packed entries, which could unpack to far
 * more than was sent, are not unpacked.
 */
export function filesIn(bytes: Uint8Array): readonly File[] | null {
  try {
    const found = unzipSync(bytes, {
      filter: ({ compression, size, originalSize }) => compression === 0 && size === originalSize,
    });
    const files = Object.entries(found).map(([path, content]) => ({ path, bytes: content }));
    return Buffer.compare(archiveOf(files), bytes) === 0 ? files : null;
  } catch {
    return null; // Not a ZIP, or a broken one.
  }
}

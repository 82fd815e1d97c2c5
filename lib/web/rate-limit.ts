import "server-only";

type Limit = Readonly<{ times: number; windowMs: number }>;
type Window = { began: number; used: number };

/** Addresses that are remembered at once; beyond it the one that was there first is forgotten. */
const REMEMBERED = 10_000;

/**
 * A bound for what anybody may ask for without an account: so many times in a window that begins with
 * the first. In this process's memory: who merely looks in leaves nothing behind in the database, a
 * restart that forgets does no harm, and what is kept from being used up is this process's own time.
 * Answers null where the request may pass, or in how many seconds it may.
 */
export function rateLimit({ times, windowMs }: Limit) {
  const windows = new Map<string, Window>();
  return (address: string, now: Date): number | null => {
    const at = now.getTime();
    const found = windows.get(address);
    if (!found || at - found.began >= windowMs) {
      // Put last again, so that the first of the map is the one that began first.
      windows.delete(address);
      windows.set(address, { began: at, used: 1 });
      for (const oldest of windows.keys()) {
        if (windows.size <= REMEMBERED) break;
        windows.delete(oldest);
      }
      return null;
    }
    if (found.used < times) {
      found.used += 1;
      return null;
    }
    return Math.ceil((found.began + windowMs - at) / 1000);
  };
}

/**
 * Whom a request comes from: the last address of X-Forwarded-For, which is what the nearest proxy saw,
 * or Next itself where there is none. Of an IPv6 address the network, since a host has 2^64 of them.
 */
export function addressOf(headers: Headers): string {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return address.includes(":") ? network(address) : address;
}

function network(address: string): string {
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const parts = (text: string) => (text === "" ? [] : text.split(":"));
  const [before, after] = [parts(head), parts(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/**
 * Sealing: encryption of single fields with keys that the database does not hold. AES-256-GCM is the
 * default. SM4-CTR-HMAC-SM3 is the other, for who must use the national algorithms (GB/T 32907,
 * GB/T 32905): Node's OpenSSL has no SM4-GCM, so it encrypts and then authenticates.
 */
export const sealAlgorithms = ["AES-256-GCM", "SM4-CTR-HMAC-SM3"] as const;
export type SealAlgorithm = (typeof sealAlgorithms)[number];

/** What a value belongs to; opened as anything else, it is refused. */
export type SealPlace = Readonly<{ subject: string; field: string }>;

/** Seals with its first key, and opens with whichever key a value names. */
export type KeyRing = Readonly<{
  seal: (place: SealPlace, text: string) => string;
  /** Throws `SealBroken` unless the text was sealed for this very place with a key of the ring. */
  open: (place: SealPlace, sealed: string) => string;
  /** Whether it was sealed with another key or algorithm than the ring now seals with. */
  isStale: (sealed: string) => boolean;
}>;

/** Says why in general terms alone: neither the text nor the key is in it. */
export class SealBroken extends Error {
  override name = "SealBroken";
}

const KEY_BYTES = 32;

/** The ring that `id:base64,id:base64` describes; each key is 32 random bytes, the first one seals. */
export function keyRing(described: string, algorithm: SealAlgorithm = "AES-256-GCM"): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const part of described.split(",")) {
    const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
    const key = Buffer.from(base64 ?? "", "base64");
    if (id === undefined || key.length !== KEY_BYTES)
      throw new Error("A key ring is written id:base64,id:base64, each key of 32 bytes.");
    if (keys.has(id)) throw new Error(`A key ring holds the key ${id} twice.`);
    keys.set(id, key);
  }
  const [first] = keys;
  if (!first) throw new Error("A key ring holds at least one key.");
  const [sealingId, sealingKey] = first;
  const head = `v1.${sealingId}.${algorithm}.`;
  return {
    seal: (place, text) => {
      const { nonce, cipher } = ciphers[algorithm].seal(sealingKey, bound(place, head), text);
      return `${head}${nonce.toString("base64url")}.${cipher.toString("base64url")}`;
    },
    open: (place, sealed) => {
      const [, opened, keyId, by, nonce, cipher] = SEALED.exec(sealed) ?? [];
      const algorithmUsed = sealAlgorithms.find((one) => one === by);
      const key = keys.get(keyId ?? "");
      if (!algorithmUsed || nonce === undefined || cipher === undefined)
        throw new SealBroken("not a sealed value");
      if (!key) throw new SealBroken(`the key ring lacks the key ${keyId}`);
      const bytes = { nonce: fromBase64url(nonce), cipher: fromBase64url(cipher) };
      return ciphers[algorithmUsed].open(key, bound(place, opened ?? ""), bytes);
    },
    isStale: (sealed) => !sealed.startsWith(head),
  };
}

/** `v1.<key>.<algorithm>.<nonce>.<cipher>`, the last two in base64url; the head is authenticated too. */
const SEALED = /^(v1\.([\w-]+)\.([A-Z0-9-]+)\.)([\w-]+)\.([\w-]+)$/;

/** The bytes of exactly this text: base64url leaves bits over that decoding would not look at. */
function fromBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw new SealBroken("not a sealed value");
  return bytes;
}

/** The associated data: JSON keeps the parts apart, so that no two places share it. */
const bound = ({ subject, field }: SealPlace, head: string): Buffer =>
  Buffer.from(JSON.stringify([head, subject, field]), "utf8");

type Bytes = Readonly<{ nonce: Buffer; cipher: Buffer }>;
type Cipher = Readonly<{
  seal: (key: Buffer, bound: Buffer, text: string) => Bytes;
  open: (key: Buffer, bound: Buffer, sealed: Bytes) => string;
}>;

/** No two algorithms ever work with the same key bytes. */
const derived = (key: Buffer, algorithm: SealAlgorithm, bytes: number): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "", `xinqiao.seal.${algorithm}`, bytes));

const GCM = { nonce: 12, tag: 16 } as const;
const aesGcm: Cipher = {
  seal: (key, associated, text) => {
    const nonce = randomBytes(GCM.nonce);
    const own = derived(key, "AES-256-GCM", 32);
    const cipher = createCipheriv("aes-256-gcm", own, nonce, { authTagLength: GCM.tag });
    cipher.setAAD(associated);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return { nonce, cipher: Buffer.concat([body, cipher.getAuthTag()]) };
  },
  open: (key, associated, { nonce, cipher }) => {
    const [body, tag] = cut(cipher, GCM.tag);
    if (nonce.length !== GCM.nonce) throw broken();
    const own = derived(key, "AES-256-GCM", 32);
    const decipher = createDecipheriv("aes-256-gcm", own, nonce, { authTagLength: GCM.tag });
    decipher.setAAD(associated);
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    } catch {
      throw broken();
    }
  },
};

const SM4 = { key: 16, nonce: 16, tag: 32 } as const;
const sm4: Cipher = {
  seal: (key, associated, text) => {
    const nonce = randomBytes(SM4.nonce);
    const [macKey, own] = cut(derived(key, "SM4-CTR-HMAC-SM3", KEY_BYTES + SM4.key), SM4.key);
    const cipher = createCipheriv("sm4-ctr", own, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return { nonce, cipher: Buffer.concat([body, macOf(macKey, associated, nonce, body)]) };
  },
  open: (key, associated, { nonce, cipher }) => {
    const [body, tag] = cut(cipher, SM4.tag);
    if (nonce.length !== SM4.nonce) throw broken();
    const [macKey, own] = cut(derived(key, "SM4-CTR-HMAC-SM3", KEY_BYTES + SM4.key), SM4.key);
    if (!timingSafeEqual(macOf(macKey, associated, nonce, body), tag)) throw broken();
    const decipher = createDecipheriv("sm4-ctr", own, nonce);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  },
};

/** Over each part with its length, so that no byte can move from one to the next. */
function macOf(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac("sm3", key);
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hmac.update(length).update(part);
  }
  return hmac.digest();
}

/** What stands before the last bytes, and those. */
function cut(bytes: Buffer, last: number): readonly [Buffer, Buffer] {
  if (bytes.length < last) throw broken();
  return [bytes.subarray(0, bytes.length - last), bytes.subarray(bytes.length - last)];
}

const broken = () => new SealBroken("altered, moved to another place, or sealed with another key");

const ciphers = {
  "AES-256-GCM": aesGcm,
  "SM4-CTR-HMAC-SM3": sm4,
} as const satisfies Record<SealAlgorithm, Cipher>;

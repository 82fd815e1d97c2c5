import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { sm2 } from "sm-crypto-v2";

/** SM2 with SM3 (GB/T 32918.2) is the default; Ed25519 the other. The key tells which. */
export const signatureAlgorithms = ["SM2-SM3", "Ed25519"] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

export type Signature = Readonly<{
  algorithm: SignatureAlgorithm;
  /** The first 16 hex digits of the SHA-256 of the public key's SPKI bytes. */
  keyId: string;
  /** Base64; an SM2 signature is its DER form. */
  value: string;
}>;

export type PublicKey = Readonly<{
  keyId: string;
  algorithm: SignatureAlgorithm;
  /** SPKI DER, base64: the form in which it is published. */
  spki: string;
  verify: (bytes: Uint8Array, signature: Buffer) => boolean;
}>;
export type Signer = Readonly<{ publicKey: PublicKey; sign: (bytes: Uint8Array) => Signature }>;

/** Signs with a private key in PKCS#8 DER, base64. Throws on a key of another kind. */
export function signerOf(privateKeyBase64: string): Signer {
  const der = Buffer.from(privateKeyBase64, "base64");
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const publicKey = described(spki);
  const { algorithm, keyId } = publicKey;
  const raw =
    algorithm === "SM2-SM3"
      ? sm2Signer(der, spki)
      : (bytes: Uint8Array) => sign(null, bytes, key).toString("base64");
  return { publicKey, sign: (bytes) => ({ algorithm, keyId, value: raw(bytes) }) };
}

/** A public key in SPKI: DER in base64, with or without the lines of PEM. Throws on another kind. */
export const publicKeyOf = (text: string): PublicKey =>
  described(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ""), "base64"));

/** Whether one of the trusted keys made this signature over exactly these bytes. Never throws. */
export function isSignedBy(
  trusted: readonly PublicKey[],
  bytes: Uint8Array,
  { algorithm, keyId, value }: Signature,
): boolean {
  const found = trusted.find((one) => one.keyId === keyId && one.algorithm === algorithm);
  if (!found) return false;
  try {
    return found.verify(bytes, Buffer.from(value, "base64"));
  } catch {
    return false; // A malformed signature is no signature.
  }
}

/** Upper-case hex SM3, the form of `hashCode` in the national licence interface (domain.md §2.7). */
export const sm3 = (bytes: Uint8Array): string =>
  createHash("sm3").update(bytes).digest("hex").toUpperCase();
/** Lower-case hex SHA-256, which the database can compute again by itself. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

// The object identifier of the SM2 curve, 1.2.156.10197.1.301: the one curve of an SM2 key.
const SM2_CURVE = Buffer.from("06082a811ccf5501822d", "hex");
// In PKCS#8 the 32 bytes of an SM2 private key follow version 1 and the head of an octet string.
const SM2_PRIVATE = Buffer.from("0201010420", "hex");

// Not node:crypto for SM2: it signs with an empty distinguishing id, while the standard's default
// (GM/T 0009 §10) is 1234567812345678, and a signature under one does not verify under the other.
const standard = { hash: true, der: true } as const;

function sm2Signer(pkcs8: Buffer, spki: Buffer): (bytes: Uint8Array) => string {
  const start = pkcs8.indexOf(SM2_PRIVATE) + SM2_PRIVATE.length;
  const privateKey = pkcs8.subarray(start, start + 32).toString("hex");
  const options = { ...standard, publicKey: pointOf(spki) };
  return (bytes) => Buffer.from(sm2.doSignature(bytes, privateKey, options), "hex").toString("base64");
}

/** The uncompressed point, 04 and two coordinates, stands at the end of the SPKI bytes. */
const pointOf = (spki: Buffer): string => spki.subarray(-65).toString("hex");

function described(spki: Buffer): PublicKey {
  const known = { keyId: sha256(spki).slice(0, 16), spki: spki.toString("base64") };
  if (spki.includes(SM2_CURVE)) {
    const point = sm2.precomputePublicKey(pointOf(spki)); // Makes each check four times as fast.
    return {
      ...known,
      algorithm: "SM2-SM3",
      verify: (bytes, signature) =>
        isDer(signature) &&
        sm2.doVerifySignature(bytes, signature.toString("hex"), point, standard),
    };
  }
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  if (key.asymmetricKeyType !== "ed25519")
    throw new Error("a signing key must be SM2 or Ed25519");
  return {
    ...known,
    algorithm: "Ed25519",
    verify: (bytes, signature) => verify(null, bytes, key, signature),
  };
}

/** Two whole numbers in their one DER form; the library takes other forms of them, altered bytes too. */
function isDer(signature: Buffer): boolean {
  const split = 4 + (signature[3] ?? 0);
  const numbers = [signature.subarray(4, split), signature.subarray(split + 2)];
  const parts = numbers.flatMap((number) => [Buffer.from([0x02, number.length]), number]);
  const body = Buffer.concat(parts);
  const isShortest = ([first = 0x80, second = 0x80]: Buffer) =>
    first < 0x80 && (first > 0 || second >= 0x80);
  return (
    numbers.every(isShortest) &&
    Buffer.concat([Buffer.from([0x30, body.length]), body]).equals(signature)
  );
}

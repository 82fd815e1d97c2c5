import { generateKeyPairSync, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartRefused } from "#db/start-refused.ts";
import { readOrNull } from "#db/processes.ts";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What this installation keeps to itself: the database, its passwords, its keys. Ignored by git. */
export const home = join(root, ".data");

export type Secrets = Readonly<{
  ownerPassword: string;
  webPassword: string;
  intakePassword: string;
  workerPassword: string;
  sessionSecret: string;
  /** SM2 (or, in an older installation, Ed25519), PKCS#8 DER, base64. */
  signingKey: string;
  /** `id:base64,id:base64`, the first seals personal data (lib/kernel/seal.ts). */
  personalDataKeys: string;
}>;

/** Made up once, at the first start, and readable by their owner alone. */
export function loadSecrets(folder: string = home): Secrets {
  const file = join(folder, "secrets.json");
  const text = keepOnce(file, () => JSON.stringify(newSecrets(), null, 2));
  return completed(file, parsed(file, text));
}

function parsed(file: string, text: string): Secrets {
  try {
    return JSON.parse(text) as Secrets; // Written by `newSecrets` and `completed` alone.
  } catch {
    throw new StartRefused(
      `${file} cannot be read as JSON. Restore it, or delete ${dirname(file)} to start over.`,
    );
  }
}

/** The text of a file, made up where there is none yet. Of two first starts at once both get the same. */
export function keepOnce(file: string, make: () => string): string {
  const found = readOrNull(file);
  if (found !== null) return found;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, make(), { mode: 0o600, flag: "wx" });
  try {
    // A link, unlike a rename, never replaces what another start has put there meanwhile.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // What a file system throws.
  } finally {
    rmSync(draft, { force: true });
  }
  const kept = readOrNull(file);
  if (kept === null) throw new StartRefused(`${file} cannot be read.`);
  return kept;
}

/**
 * Secrets of an installation from before some of them existed. What is missing is derived from what is
 * there, so that two starts at once write the same, and is kept from then on.
 */
export function completed(file: string, kept: Secrets): Secrets {
  const secret = (name: string) =>
    Buffer.from(hkdfSync("sha256", kept.sessionSecret, "", `xinqiao.secrets.${name}`, 32));
  const added = {
    workerPassword: secret("workerPassword").toString("hex"),
    personalDataKeys: `k1:${secret("personalDataKeys").toString("base64")}`,
  };
  if (Object.keys(added).every((name) => name in kept)) return kept;
  const whole: Secrets = { ...added, ...kept };
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, JSON.stringify(whole, null, 2), { mode: 0o600, flag: "wx" });
  renameSync(draft, file);
  return whole;
}

export function newSecrets(): Secrets {
  const password = () => randomBytes(24).toString("hex");
  return {
    ownerPassword: password(),
    webPassword: password(),
    intakePassword: password(),
    workerPassword: password(),
    sessionSecret: password(),
    signingKey: generateKeyPairSync("ec", { namedCurve: "SM2" })
      .privateKey.export({ format: "der", type: "pkcs8" })
      .toString("base64"),
    personalDataKeys: `k1:${randomBytes(32).toString("base64")}`,
  };
}

/** The settings of the web process; it gets its own login's connection and never the owner's. */
export function webSettings(secrets: Secrets, webUrl: string, port: number): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    WEB_DATABASE_URL: webUrl,
    NEXTAUTH_SECRET: secrets.sessionSecret,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://localhost:${port}`,
    SIGNING_KEY: secrets.signingKey,
    PERSONAL_DATA_KEYS: secrets.personalDataKeys,
    PORT: String(port),
  };
}

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
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
  sessionSecret: string;
  /** Ed25519, PKCS#8 DER, base64. */
  signingKey: string;
}>;

/** Made up once, at the first start, and readable by their owner alone. */
export function loadSecrets(folder: string = home): Secrets {
  const file = join(folder, "secrets.json");
  const text = keepOnce(file, () => JSON.stringify(newSecrets(), null, 2));
  try {
    return JSON.parse(text) as Secrets; // Written by the line above.
  } catch {
    throw new StartRefused(
      `${file} cannot be read as JSON. Restore it, or delete ${folder} to start over.`,
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

export function newSecrets(): Secrets {
  const password = () => randomBytes(24).toString("hex");
  return {
    ownerPassword: password(),
    webPassword: password(),
    intakePassword: password(),
    sessionSecret: password(),
    signingKey: generateKeyPairSync("ed25519")
      .privateKey.export({ format: "der", type: "pkcs8" })
      .toString("base64"),
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
    PORT: String(port),
  };
}

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadFoundations } from "#db/foundations.ts";
import { connect } from "#db/client.ts";
import { migrateDatabase, urlAs } from "#db/migrate.ts";
import { startServer } from "#db/server.ts";

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
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets; // Written by the lines below.
  mkdirSync(folder, { recursive: true });
  const secrets = newSecrets();
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
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

export type OpenDatabase = Readonly<{
  ownerUrl: string;
  webUrl: string;
  stop: () => Promise<void>;
}>;

/**
 * The database of this installation, up and migrated: the one that DATABASE_URL names, the embedded
 * one if it already runs, or the embedded one started here (and then stopped by `stop`).
 */
export async function openDatabase(secrets: Secrets): Promise<OpenDatabase> {
  const external = process.env.DATABASE_URL;
  const { url, stop } = external
    ? { url: external, stop: async () => undefined }
    : await embedded(secrets);
  await migrateDatabase(url, { web: secrets.webPassword, intake: secrets.intakePassword });
  const sql = connect(url, { max: 1 });
  await loadFoundations(sql);
  await sql.end();
  return { ownerUrl: url, webUrl: urlAs(url, "xinqiao_web", secrets.webPassword), stop };
}

async function embedded(secrets: Secrets): Promise<{ url: string; stop: () => Promise<void> }> {
  const note = join(home, "server.json");
  const running = existsSync(note) ? await attach(note) : null;
  if (running) return running;
  const server = await startServer({
    dataDirectory: join(home, "postgres"),
    password: secrets.ownerPassword,
  });
  writeFileSync(
    note,
    JSON.stringify({ url: server.url, starter: process.pid, server: server.pid }),
    { mode: 0o600 },
  );
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(note, { force: true });
    },
  };
}

/** A server that another process of ours started. If that process has died, its server is ours to stop. */
async function attach(note: string): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const { url, starter, server } = JSON.parse(readFileSync(note, "utf8")) as {
    url: string;
    starter: number;
    server: number;
  };
  const sql = connect(url, { max: 1 });
  try {
    await sql`select 1`;
  } catch {
    rmSync(note, { force: true });
    return null;
  } finally {
    await sql.end();
  }
  const stop = async () => {
    if (isAlive(starter)) return;
    rmSync(note, { force: true });
    process.kill(server, "SIGINT");
    while (isAlive(server)) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { url, stop };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The settings of the web process; it gets its own role's connection and never the owner's. */
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

import { randomBytes } from "node:crypto";
import { refuseForeign } from "#db/admission.ts";
import { connect } from "#db/client.ts";
import { loadFoundations } from "#db/foundations.ts";
import { serverPerson } from "#db/host.ts";
import { ensureLogins } from "#db/logins.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { serverUrl } from "#db/server.ts";
import { StartRefused } from "#db/start-refused.ts";
import { home, type Secrets } from "./home.ts";
import type { Lifetime } from "./lifetime.ts";
import { clusterFolder, installationId } from "./place.ts";
import { joinServer, leaveServer } from "./sharing.ts";

export type OpenDatabase = Readonly<{
  ownerUrl: string;
  /** As this installation's own logins, each of which acts as the role of that name. */
  webUrl: string;
  intakeUrl: string;
  workerUrl: string;
}>;

/**
 * The database of this installation, up and migrated: the one that DATABASE_URL names, or the embedded
 * one, in which this command then has a part until its end.
 */
export async function openDatabase(secrets: Secrets, lifetime: Lifetime): Promise<OpenDatabase> {
  const external = process.env.DATABASE_URL;
  if (external) await refuseForeign(external);
  const ownerUrl = external || (await embedded(secrets, lifetime));
  lifetime.signal.throwIfAborted();
  await migrate(ownerUrl);
  const urls = await ensureLogins(ownerUrl, installationId(home), {
    xinqiao_web: secrets.webPassword,
    xinqiao_intake: secrets.intakePassword,
    xinqiao_worker: secrets.workerPassword,
  });
  const sql = connect(ownerUrl, { max: 1 });
  await loadFoundations(sql).finally(() => sql.end());
  return {
    ownerUrl,
    webUrl: urls.xinqiao_web,
    intakeUrl: urls.xinqiao_intake,
    workerUrl: urls.xinqiao_worker,
  };
}

async function embedded(secrets: Secrets, lifetime: Lifetime): Promise<string> {
  const dataDirectory = await clusterFolder(home, serverPerson());
  const shared = { home, dataDirectory };
  lifetime.onEnd(() => leaveServer(shared));
  try {
    const server = await joinServer(shared, secrets.ownerPassword, lifetime);
    return serverUrl(server, secrets.ownerPassword);
  } catch (error) {
    if ((error as { code?: string }).code !== WRONG_PASSWORD) throw error; // PostgreSQL's errors have one.
    throw new StartRefused(
      `The database in ${dataDirectory} was made with another password than the one in ${home}/secrets.json. ` +
        "Restore that file, or delete the database's folder to start over.",
    );
  }
}

const WRONG_PASSWORD = "28P01";
const NO_PERMISSION = "42501";
/** Two installations on one server touch the shared roles in the same moment; the second tries again. */
const CONCURRENT = /tuple concurrently updated/;

/** Nobody logs in as the shared roles themselves, so the passwords they get here are kept by no one. */
async function migrate(url: string): Promise<void> {
  const password = () => randomBytes(24).toString("hex");
  for (let tries = 1; ; tries++) {
    try {
      return await migrateDatabase(url, {
        web: password(),
        intake: password(),
        worker: password(),
      });
    } catch (error) {
      const { code, message } = error as Error & { code?: string }; // PostgreSQL's errors have one.
      if (code === NO_PERMISSION)
        throw new StartRefused(
          `${message}. The owner of the database must be allowed to create roles; where another owner ` +
            "made the roles xinqiao_web, xinqiao_intake, xinqiao_worker and xinqiao_gate of this server, it needs them with the admin option.",
        );
      if (tries === 5 || !CONCURRENT.test(message)) throw error;
    }
  }
}

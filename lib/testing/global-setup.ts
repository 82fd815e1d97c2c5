import { constants } from "node:os";
import type { TestProject } from "vitest/node";
import { connect } from "#db/client.ts";
import { startDisposable } from "#db/disposable.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { loadFoundations } from "#db/foundations.ts";
import { ensureDatabase } from "#db/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    webPassword: string;
    intakePassword: string;
    workerPassword: string;
  }
}

const PASSWORDS = { web: "web-for-tests", intake: "intake-for-tests", worker: "worker-for-tests" };

/** One embedded server for the run, with a migrated template that each test copies in milliseconds. */
export default async function setup(project: TestProject) {
  // Vitest exits at SIGINT and SIGTERM; at a SIGHUP it would just die, and the server stay.
  process.once("SIGHUP", () => process.exit(128 + constants.signals.SIGHUP));
  const server = await startDisposable("owner-for-tests");
  const template = new URL(server.url);
  template.pathname = "/xinqiao_template";
  await ensureDatabase(template.toString());
  await migrateDatabase(template.toString(), PASSWORDS);
  const sql = connect(template.toString(), { max: 1 });
  await loadFoundations(sql);
  await sql.end();

  project.provide("serverUrl", server.url);
  project.provide("webPassword", PASSWORDS.web);
  project.provide("intakePassword", PASSWORDS.intake);
  project.provide("workerPassword", PASSWORDS.worker);
  return server.stop;
}

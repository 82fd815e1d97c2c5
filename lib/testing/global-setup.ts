import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { loadFoundations } from "#db/foundations.ts";
import { ensureDatabase, startServer } from "#db/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
    webPassword: string;
    intakePassword: string;
  }
}

const PASSWORDS = { web: "web-for-tests", intake: "intake-for-tests" };

/** One embedded server for the run, with a migrated template that each test copies in milliseconds. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-test-"));
  chmodSync(folder, 0o755);
  const server = await startServer({
    dataDirectory: join(folder, "data"),
    password: "owner-for-tests",
    disposable: true,
  });
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
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

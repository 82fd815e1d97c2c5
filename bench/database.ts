import { connect, type Sql } from "#db/client.ts";
import { startDisposable } from "#db/disposable.ts";
import { loadFoundations } from "#db/foundations.ts";
import { migrateDatabase, urlAs } from "#db/migrate.ts";

export type BenchDatabase = Readonly<{
  owner: Sql;
  web: Sql;
  intake: Sql;
  intakeUrl: string;
  stop: () => Promise<void>;
}>;

const PASSWORDS = { web: "web-bench", intake: "intake-bench", worker: "worker-bench" };

/** An embedded server of the bench's own, migrated and empty; nothing of it is left afterwards. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const server = await startDisposable("owner-bench");
  await migrateDatabase(server.url, PASSWORDS);
  const open = (url: string) => connect(url, { max: 12 });
  const owner = open(server.url);
  await loadFoundations(owner);
  const web = open(urlAs(server.url, "xinqiao_web", PASSWORDS.web));
  const intakeUrl = urlAs(server.url, "xinqiao_intake", PASSWORDS.intake);
  const intake = open(intakeUrl);
  return {
    owner,
    web,
    intake,
    intakeUrl,
    stop: async () => {
      await Promise.all([owner, web, intake].map((sql) => sql.end({ timeout: 1 })));
      await server.stop();
    },
  };
}

import { PgBoss } from "pg-boss";
import { jobNames, JOB_SCHEMA } from "./model.ts";

/**
 * A run is one job at a time, tried again a few times. A worker that dies under one is noticed by its
 * heartbeat, and the run is given to the next.
 */
const settings = {
  retryLimit: 4,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 1800,
  heartbeatSeconds: 60,
  retentionSeconds: 86_400,
  deleteAfterSeconds: 7 * 86_400,
} as const;

/**
 * Creates or migrates the schema of pg-boss as the owner, and the queues; safe at every start. The
 * worker's role may then use it and change nothing of it.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    application_name: "xinqiao-jobs-install",
    schema: JOB_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  });
  let failure: unknown;
  boss.on("error", (error) => (failure ??= error));
  try {
    await boss.start();
    for (const name of jobNames) {
      await boss.createQueue(name, { ...settings, policy: "exclusive" });
      // A queue that was there keeps its settings unless it is told.
      await boss.updateQueue(name, settings);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
}

/** The schema of pg-boss, which keeps queues and schedules. */
export const JOB_SCHEMA = "pgboss";
/** Cron expressions are read in this zone. */
export const JOB_ZONE = "Asia/Shanghai";

/** What is done again and again, and when. Each is a function of the room that it concerns. */
export const scheduled = {
  "expire-authorisations": "5 * * * *",
  "announce-expiry": "0 8 * * *",
  "mark-data-life": "0 2 * * *",
  "purge-audit": "0 3 * * *",
  "checkpoint-audit": "35 * * * *",
  "refresh-indicators": "30 4 * * *",
  "refresh-quality": "50 * * * *",
  "announce-quality": "0 9 1 * *",
  "monitor-cards": "0 6 1 * *",
  "forget-bench-tables": "20 * * * *",
  "evaluate-month": "30 6 1 * *",
} as const;
export type JobName = keyof typeof scheduled;
export const jobNames = Object.keys(scheduled) as JobName[]; // Keys of the literal.

/** What a run did, in numbers: it goes into the worker's log, so it names nobody. */
export type JobReport = Readonly<Record<string, number>>;

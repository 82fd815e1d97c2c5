export { installJobs } from "./install.ts";
export { workOnNotice } from "./on-notice.ts";
export { purgeAudit } from "./purge-audit.ts";
export { standingWork } from "./standing.ts";
export { runWorker, type StandingWork, type Worker, type WorkerSettings } from "./worker.ts";

/** What the worker does for the bench; a door of its own, so that the web process does not load it. */
export { forgetTables } from "./forget-tables.ts";
export { workNextRun, type WorkedRun } from "./run.ts";

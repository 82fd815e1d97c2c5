import { createHash } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { benchRuns } from "#db/schema/bench.ts";
import { newId } from "../kernel/ids.ts";
import type { TrainingRecord } from "../modelling/index.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import type { Scorecard } from "../scoring/model.ts";
import type { RunKind, RunRequest } from "./model.ts";

/** The cards that a run works with, as they were when it was asked for. */
export type RunMeans = Readonly<{
  card: Scorecard;
  record: TrainingRecord | null;
  against: Scorecard | null;
}>;

export type NewRun = Readonly<{
  tableId: string;
  accountId: string;
  kind: RunKind;
  request: RunRequest;
  means: RunMeans | null;
  now: Date;
}>;

/** Puts a run into the queue; the same that waits or is under way already is that run. */
export async function storeRun(db: Db, { now, ...run }: NewRun): Promise<string> {
  const id = newId(now.getTime());
  const asked = canonicalJson({ kind: run.kind, request: run.request, means: run.means });
  const requestHash = createHash("sha256").update(asked).digest("hex");
  const stored = await db
    .insert(benchRuns)
    .values({ id, ...run, requestHash, status: "queued", createdAt: now })
    .onConflictDoNothing()
    .returning({ id: benchRuns.id });
  if (stored.length > 0) return id;
  const [waiting] = await db
    .select({ id: benchRuns.id })
    .from(benchRuns)
    .where(
      and(
        eq(benchRuns.tableId, run.tableId),
        eq(benchRuns.requestHash, requestHash),
        inArray(benchRuns.status, ["queued", "running"]),
      ),
    );
  // It has ended between the two looks: then this is another one.
  return waiting ? waiting.id : storeRun(db, { now, ...run });
}

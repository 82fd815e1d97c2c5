import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { applications } from "#db/schema/lending.ts";
import { query } from "../../operation/index.ts";
import { productVersion } from "../../products/index.ts";
import { findEnterprise } from "../../registry/index.ts";
import { limitsOf } from "../limits.ts";
import { legalEventsFor } from "../lifecycle.ts";
import { notFound, visibleTo } from "../move.ts";
import { latestScore, outcomeOf } from "../scores.ts";
import { staleCauses, staleText } from "../staleness.ts";
import { waitingOf } from "../waiting.ts";
import { groundInForce } from "./authorisation.ts";
import { decisionIn, historyOf, payloadIn, stepOf } from "./history.ts";
import { applicationRows } from "./rows.ts";

/**
 * One application of the officer's institution, without a single credit record: those are read
 * through the gate, by `openCreditProfile`, and cost one query of the authorisation.
 */
export const readApplication = query(
  "application.read",
  z.object({ applicationId: z.uuid() }),
  async ({ db, actor, now }, { applicationId }) => {
    const [row] = await applicationRows(db).where(
      and(eq(applications.id, applicationId), visibleTo(actor)),
    );
    if (!row) throw notFound();
    const [history, product, enterprise, score] = await Promise.all([
      historyOf(db, applicationId),
      productVersion(db, row.productVersionId),
      findEnterprise(db, row.uscc),
      latestScore(db, applicationId),
    ]);
    if (!product || !enterprise)
      throw new Error("an application without its product or enterprise");
    return {
      ...row,
      waiting: waitingOf(row, now),
      enterprise,
      product,
      /** What the next look would use. */
      authorisation: await groundInForce(db, row, product, now),
      /** What matching said on the day of the application. */
      eligibilityAtSubmit: payloadIn(history, "submit")?.eligibility ?? null,
      score: score && {
        id: score.id,
        total: score.total,
        grade: score.grade,
        ...(await outcomeOf(db, score.id)),
        scoredAt: score.scoredAt,
        /** Why no approval may rest on it, in sentences; none: one may. */
        stale: (await staleCauses(db, { application: row, score, now })).map(staleText),
      },
      limits: limitsOf(row, product),
      contract: payloadIn(history, "sign_contract"),
      disbursement: payloadIn(history, "disburse"),
      decision: decisionIn(history),
      steps: history.map((event) => stepOf(event, actor.role)),
      legal: legalEventsFor(row.state, actor.role),
    };
  },
);
export type ApplicationForOfficer = Awaited<ReturnType<typeof readApplication>>;

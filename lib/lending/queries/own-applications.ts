import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { applications } from "#db/schema/lending.ts";
import { query } from "../../operation/index.ts";
import { productVersion } from "../../products/index.ts";
import { legalEventsFor } from "../lifecycle.ts";
import { notFound, visibleTo } from "../move.ts";
import { waitingOf } from "../waiting.ts";
import { groundInForce } from "./authorisation.ts";
import { decisionIn, historyOf, stepOf } from "./history.ts";
import { applicationRows, beyond, Cursor, cut, inOrder, PAGE_SIZE } from "./rows.ts";

/** The enterprise's applications, newest first; those of one demand, where one is named. */
export const listOwnApplications = query(
  "application.list_own",
  z.object({ demandId: z.uuid().optional(), after: Cursor }),
  async ({ db, actor, now }, { demandId, after }) => {
    const ofDemand = demandId ? eq(applications.demandId, demandId) : undefined;
    const rows = await applicationRows(db)
      .where(and(visibleTo(actor), ofDemand, beyond(after, "desc")))
      .orderBy(inOrder("desc"))
      .limit(PAGE_SIZE + 1);
    const { page, after: next } = cut(rows);
    return { page: page.map((row) => ({ ...row, waiting: waitingOf(row, now) })), after: next };
  },
);
export type OwnApplicationRow = Awaited<ReturnType<typeof listOwnApplications>>["page"][number];

/** One of the enterprise's applications: where it stands, what was decided and why, what it may do. */
export const readOwnApplication = query(
  "application.list_own",
  z.object({ applicationId: z.uuid() }),
  async ({ db, actor, now }, { applicationId }) => {
    const [row] = await applicationRows(db).where(
      and(eq(applications.id, applicationId), visibleTo(actor)),
    );
    if (!row) throw notFound();
    const [history, product] = await Promise.all([
      historyOf(db, applicationId),
      productVersion(db, row.productVersionId),
    ]);
    if (!product) throw new Error("an application without its product");
    return {
      ...row,
      waiting: waitingOf(row, now),
      /** What the institution's next look would use. */
      authorisation: await groundInForce(db, row, product, now),
      decision: decisionIn(history),
      steps: history.map((event) => stepOf(event, actor.role)),
      legal: legalEventsFor(row.state, actor.role),
    };
  },
);
export type OwnApplication = Awaited<ReturnType<typeof readOwnApplication>>;

import { and, desc, eq, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { accessLog, authorisations } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { institutions } from "#db/schema/registry.ts";
import { env } from "../kernel/env.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import { documentHash, documentSigner } from "./document.ts";
import { standingOf } from "./model.ts";

const summary = {
  id: authorisations.id,
  number: authorisations.number,
  institutionId: authorisations.institutionId,
  institutionName: institutions.name,
  items: authorisations.items,
  stage: authorisations.stage,
  maximumQueries: authorisations.maximumQueries,
  usedQueries: authorisations.usedQueries,
  startsAt: authorisations.startsAt,
  endsAt: authorisations.endsAt,
  status: authorisations.status,
  signedAt: authorisations.signedAt,
  withdrawnAt: authorisations.withdrawnAt,
  documentHash: authorisations.documentHash,
} as const;

/** The enterprise's signed authorisations, newest first; the platform's own among them. */
export const listOwnAuthorisations = query(
  "consent.list_own",
  z.object({}),
  async ({ db, actor, now }) => {
    const rows = await db
      .select(summary)
      .from(authorisations)
      .leftJoin(institutions, eq(institutions.id, authorisations.institutionId))
      .where(and(eq(authorisations.uscc, actor.uscc), ne(authorisations.status, "created")))
      .orderBy(desc(authorisations.signedAt))
      .limit(200);
    return rows.map((row) => ({ ...row, standing: standingOf(row, now) }));
  },
);

/** One authorisation with its document and whether hash and signature still fit it. */
export const readOwnAuthorisation = query(
  "consent.list_own",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const [row] = await db
      .select({
        ...summary,
        document: authorisations.document,
        signature: authorisations.signature,
        signer: accounts.displayName,
      })
      .from(authorisations)
      .leftJoin(institutions, eq(institutions.id, authorisations.institutionId))
      .leftJoin(accounts, eq(accounts.id, authorisations.signedBy))
      .where(and(eq(authorisations.id, authorisationId), eq(authorisations.uscc, actor.uscc)));
    if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权。");
    const intact =
      documentHash(row.document) === row.documentHash &&
      (row.signature === null ||
        documentSigner(env().SIGNING_KEY).verify(row.document, row.signature));
    return { ...row, standing: standingOf(row, now), intact };
  },
);

const PAGE_SIZE = 50;

/** Who looked at the enterprise's data, when, at what, on what ground; refused looks too. */
export const listOwnAccess = query(
  "consent.access_log",
  z.object({ before: z.coerce.number().int().positive().optional() }),
  async ({ db, actor }, { before }) => {
    const rows = await db
      .select({
        id: accessLog.id,
        at: accessLog.at,
        person: sql<string>`left(${accounts.displayName}, 1) || '**'`,
        institutionName: institutions.name,
        stage: accessLog.stage,
        purpose: accessLog.purpose,
        items: accessLog.items,
        verdict: accessLog.verdict,
        authorisationNumber: authorisations.number,
      })
      .from(accessLog)
      .leftJoin(accounts, eq(accounts.id, accessLog.accountId))
      .leftJoin(institutions, eq(institutions.id, accessLog.institutionId))
      .leftJoin(authorisations, eq(authorisations.id, accessLog.authorisationId))
      .where(and(eq(accessLog.uscc, actor.uscc), before ? lt(accessLog.id, before) : undefined))
      .orderBy(desc(accessLog.id))
      .limit(PAGE_SIZE + 1);
    const page = rows.slice(0, PAGE_SIZE);
    return { page, before: rows.length > PAGE_SIZE ? page.at(-1)?.id : undefined };
  },
);

/** Institutions that an enterprise may authorise. */
export const listInstitutions = query("consent.list_own", z.object({}), ({ db }) =>
  db
    .select({ id: institutions.id, name: institutions.name, kind: institutions.kind })
    .from(institutions)
    .orderBy(institutions.name),
);

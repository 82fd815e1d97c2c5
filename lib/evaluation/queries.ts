import { asc, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { dryRuns, templateEventTable, templates } from "#db/schema/evaluation.ts";
import { accounts } from "#db/schema/identity.ts";
import { regions } from "#db/schema/registry.ts";
import { dayOf } from "../kernel/calendar.ts";
import { documentHash } from "../kernel/canonical-json.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import { templatesInForce } from "./in-force.ts";
import { templateLife } from "./lifecycle.ts";
import type { EvaluationTemplate } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { builtInTemplates } from "./templates/index.ts";

const MOST_TEMPLATES = 200;

export const templateNotFound = () =>
  new Refusal("not_found", "evaluation.not_found", "没有这个评价模板。");

/** All templates, the newest first, and the examples that came with the program; and which are in force. */
export const listTemplates = query("evaluation.list", z.object({}), async ({ db, now }) => {
  const [rows, inForce] = await Promise.all([
    db
      .select({
        id: templates.id,
        templateId: templates.templateId,
        version: templates.version,
        name: templates.name,
        regionName: regions.name,
        hash: templates.hash,
        document: templates.document,
        status: templates.status,
      })
      .from(templates)
      .leftJoin(regions, eq(regions.code, templates.regionCode))
      .orderBy(desc(templates.createdAt), desc(templates.id))
      .limit(MOST_TEMPLATES),
    templatesInForce(db, { day: dayOf(now), at: now }),
  ]);
  const running = new Set(inForce.map(({ hash }) => hash));
  const listed = rows.map(({ document, ...row }) => {
    const { validFrom, validTo, example } = parseTemplate(document);
    return { ...row, validFrom, validTo, example, inForce: running.has(row.hash) };
  });
  const builtIn = builtInTemplates.map((template) => ({
    id: template.id,
    templateId: template.id,
    version: template.version,
    name: template.name,
    regionName: null,
    hash: documentHash(template),
    status: null,
    validFrom: template.validFrom,
    validTo: template.validTo,
    example: template.example,
    inForce: running.has(documentHash(template)),
  }));
  return [...listed, ...builtIn];
});
export type ListedTemplate = Awaited<ReturnType<typeof listTemplates>>[number];

/** A stored template by its id, or one that came with the program by its name. */
const Target = z.object({ id: z.union([z.uuid(), z.enum(builtInTemplates.map(({ id }) => id))]) });

/** One template with all that became of it, what the actor may do next, and its last dry run. */
export const readTemplate = query("evaluation.read", Target, async ({ db, actor, now }, { id }) => {
  const builtIn = builtInTemplates.find((template) => template.id === id);
  const inForce = await templatesInForce(db, { day: dayOf(now), at: now });
  const isInForce = (hash: string) => inForce.some((one) => one.hash === hash);
  if (builtIn) {
    const hash = documentHash(builtIn);
    return {
      id,
      template: builtIn,
      hash,
      status: null,
      regionName: null,
      inForce: isInForce(hash),
      events: [],
      steps: [],
      lastWasOwn: false,
      dryRun: null,
    };
  }
  const [row] = await db
    .select()
    .from(templates)
    .leftJoin(regions, eq(regions.code, templates.regionCode))
    .where(eq(templates.id, id));
  if (!row) throw templateNotFound();
  const { hash, status, document } = row.template;
  const [events, dryRun] = await Promise.all([eventsOf(db, id), lastDryRun(db, id)]);
  const lastWasOwn = events.at(-1)?.accountId === actor.accountId;
  return {
    id,
    template: parseTemplate(document),
    hash,
    status,
    regionName: row.region?.name ?? null,
    inForce: isInForce(hash),
    events,
    /** Not what needs another person than the actor is. */
    steps: templateLife
      .stepsFrom(status)
      .filter((step) => !(lastWasOwn && templateLife.needsSecondPerson(step))),
    lastWasOwn,
    dryRun,
  };
});
export type TemplateRead = Awaited<ReturnType<typeof readTemplate>>;

/**
 * What a new version starts from: the document under the next version number, from today on; and the
 * regions it may be for.
 */
export const draftFrom = query("evaluation.read", Target, async (call, target) => {
  const { template } = await readTemplate(call, target);
  const [[last], choices] = await Promise.all([
    call.db
      .select({ version: sql<number | null>`max(${templates.version})` })
      .from(templates)
      .where(eq(templates.templateId, template.id)),
    call.db
      .select({ code: regions.code, name: regions.name })
      .from(regions)
      .where(sql`${regions.code} ~ '^52..00$'`)
      .orderBy(asc(regions.code)),
  ]);
  const version = Math.max(template.version, last?.version ?? 0) + 1;
  const next: EvaluationTemplate = {
    ...template,
    version,
    validFrom: dayOf(call.now),
    validTo: null,
  };
  return { template: next, regions: choices };
});

const eventsOf = (db: Db, id: string) =>
  db
    .select({
      number: templateEventTable.number,
      kind: templateEventTable.kind,
      accountId: templateEventTable.accountId,
      by: accounts.displayName,
      note: templateEventTable.note,
      at: templateEventTable.at,
    })
    .from(templateEventTable)
    .leftJoin(accounts, eq(accounts.id, templateEventTable.accountId))
    .where(eq(templateEventTable.template, id))
    .orderBy(asc(templateEventTable.number));

async function lastDryRun(db: Db, id: string) {
  const [run] = await db
    .select({
      id: dryRuns.id,
      status: dryRuns.status,
      result: dryRuns.result,
      askedAt: dryRuns.askedAt,
      finishedAt: dryRuns.finishedAt,
    })
    .from(dryRuns)
    .where(eq(dryRuns.template, id))
    .orderBy(desc(dryRuns.askedAt), desc(dryRuns.id))
    .limit(1);
  return run ?? null;
}

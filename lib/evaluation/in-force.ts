import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { documentHash } from "../kernel/canonical-json.ts";
import { prefixOf } from "../kernel/region-code.ts";
import type { EvaluationTemplate } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { builtInTemplates } from "./templates/index.ts";

export type TemplateInForce = Readonly<{ template: EvaluationTemplate; hash: string }>;

type Moment = Readonly<{
  /** The day that must lie within a template's validity. */
  day: string;
  /** What had been approved, and not yet retired, by then. */
  at: Date;
}>;

type Row = Readonly<{ hash: string; document: unknown; approvedAt: string }> &
  Record<string, unknown>;

/**
 * The templates that evaluate on a day, one a region, the smallest region first: of several for one
 * region the one whose validity began last, and of those the one approved last. Where nobody has
 * approved any, the example that comes with the program does. Empty before the first validity.
 */
export async function templatesInForce(
  db: Db,
  { day, at }: Moment,
): Promise<readonly TemplateInForce[]> {
  const instant = at.toISOString();
  const rows = await db.execute<Row>(sql`
    select t.hash, t.document, approved.at::text as "approvedAt"
    from evaluation.template t
    join lateral (select max(e.at) as at from evaluation.template_event e
      where e.template = t.id and e.kind = 'approve' and e.at <= ${instant}::timestamptz) approved on approved.at is not null
    where not exists (select from evaluation.template_event e
      where e.template = t.id and e.kind = 'retire' and e.at <= ${instant}::timestamptz)
    order by t.document ->> 'validFrom' desc, approved.at desc, t.id desc`);
  const approved = rows.map(({ hash, document }) => ({ hash, template: readOnce(hash, document) }));
  const valid = [...approved, ...builtIns].filter(({ template }) => isValidOn(template, day));
  const byRegion = Map.groupBy(valid, ({ template }) => regionPrefix(template));
  return [...byRegion]
    .sort(([one], [other]) => other.length - one.length || one.localeCompare(other))
    .flatMap(([, all]) => all.slice(0, 1));
}

/** The one for an enterprise's place, out of those in force. */
export const templateFor = (
  inForce: readonly TemplateInForce[],
  regionCode: string,
): TemplateInForce | null =>
  inForce.find(({ template }) => regionCode.startsWith(regionPrefix(template))) ?? null;

/** The one that evaluates an enterprise of a place now; null where none is valid today. */
export const templateNow = async (db: Db, regionCode: string, now: Date) =>
  templateFor(await templatesInForce(db, { day: dayOf(now), at: now }), regionCode);

/** What the codes of its places begin with; empty: all. */
export const regionPrefix = ({ regionCode }: EvaluationTemplate): string =>
  regionCode === null ? "" : prefixOf(regionCode);

export const isValidOn = (
  { validFrom, validTo }: Pick<EvaluationTemplate, "validFrom" | "validTo">,
  day: string,
): boolean => validFrom <= day && (validTo === null || day <= validTo);

const builtIns: readonly TemplateInForce[] = builtInTemplates
  .slice(0, 1)
  .map((template) => ({ template, hash: documentHash(template) }));

/** A document never changes, so that it is parsed once in the life of the process. */
const read = new Map<string, EvaluationTemplate>();

function readOnce(hash: string, document: unknown): EvaluationTemplate {
  const known = read.get(hash);
  if (known) return known;
  if (documentHash(document) !== hash)
    throw new Error("a template's document is not the one of its hash");
  const template = parseTemplate(document);
  read.set(hash, template);
  return template;
}

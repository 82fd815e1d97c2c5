import { sql } from "drizzle-orm";
import type { Db, Sql } from "#db/client.ts";
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

type Row = Readonly<{ hash: string; document: unknown }> & Record<string, unknown>;

/**
 * The templates that evaluate on a day, one a region, the smallest region first: of several for one
 * region the one whose validity began last, and of those the one approved last. Where nobody has
 * approved any, the example that comes with the program does. Empty before the first validity.
 */
export async function templatesInForce(
  db: Db,
  { day, at }: Moment,
): Promise<readonly TemplateInForce[]> {
  const rows = await db.execute<Row>(
    sql`select hash, document from evaluation.approved_at(${at.toISOString()}::timestamptz)`,
  );
  return onePerRegion(rows, day);
}

/** The same over a plain connection, which the query builder would change for whoever else uses it. */
export async function templatesInForceOver(
  connection: Sql,
  { day, at }: Moment,
): Promise<readonly TemplateInForce[]> {
  const rows = await connection<Row[]>`
    select hash, document from evaluation.approved_at(${at.toISOString()}::timestamptz)`;
  return onePerRegion(rows, day);
}

function onePerRegion(rows: readonly Row[], day: string): readonly TemplateInForce[] {
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

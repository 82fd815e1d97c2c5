import { sql } from "drizzle-orm";
import { z } from "zod";
import { readOwn } from "../credit/index.ts";
import { query, type Call } from "../operation/index.ts";
import { findEnterprise } from "../registry/index.ts";
import { evaluate } from "./evaluate.ts";
import { templateNow } from "./in-force.ts";
import type { NationalGrade } from "./model.ts";
import { parseTemplate } from "./parse.ts";

/** One month of an enterprise, as it was evaluated then. */
export type OwnMonth = Readonly<{
  month: string;
  asOf: string;
  /** Null: too little was known. */
  score: number | null;
  grade: string | null;
  national: NationalGrade | null;
  knownBps: number;
  template: Readonly<{ name: string; version: number }>;
}>;

/**
 * The enterprise's own public-credit evaluation by the template in force where it is registered, from
 * all that is known of it, and the months that were evaluated before. Looks through the gate, so the
 * look stands in its access log; of this look nothing is kept.
 */
export const readOwnEvaluation = query("credit.read_own", z.object({}), async (call) => {
  const { db, actor, now } = call;
  const enterprise = await findEnterprise(db, actor.uscc);
  const inForce = enterprise && (await templateNow(db, enterprise.regionCode, now));
  const read = await readOwn(call, { purpose: "企业查看本企业公共信用评价" });
  if (!read.granted) return read;
  return {
    granted: true as const,
    asOf: read.asOf,
    evaluation: inForce && evaluate(inForce.template, read.facts),
    months: await ownMonths(call),
  };
});

type Row = Omit<OwnMonth, "template"> & Readonly<{ document: unknown }>;

async function ownMonths({ db, actor }: Call): Promise<readonly OwnMonth[]> {
  const rows = await db.execute<Row & Record<string, unknown>>(sql`
    select o.month, o.as_of as "asOf", o.score, o.grade, o.national_grade as "national", o.known_bps as "knownBps", t.document
    from evaluation.own_months(${actor.accountId}::uuid) o
    join evaluation.month_template t on t.month = o.month and t.hash = o.template_hash
    order by o.month desc limit 24`);
  return rows.toReversed().map(({ document, ...row }) => {
    const { name, version } = parseTemplate(document);
    return { ...row, template: { name, version } };
  });
}

import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { drafts, productTable } from "#db/schema/products.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query, type Call } from "../operation/index.ts";
import { problemsOf } from "./check.ts";
import { boundsAsRules } from "./decide.ts";
import { draftNotFound, visibleTo, type ProductActor } from "./drafts.ts";
import { factsIn } from "./evaluate.ts";
import {
  demandFacts,
  type EligibilityRule,
  type EligibilityVerdict,
  type ProductTerms,
} from "./model.ts";
import { problemsOfTerms, type ProductProblem } from "./problems.ts";
import { productInForce } from "./queries.ts";
import { sentence } from "./sentence.ts";
import { Rule } from "./rule-input.ts";
import { Terms } from "./terms.ts";
import { ratesOf } from "./version-terms.ts";

/** A count as it may be shown, in tens; null: fewer than ten, which is not shown (db/functions/product-counts.sql). */
export type ShownCount = number | null;
type ByVerdict = Readonly<Record<EligibilityVerdict, ShownCount>>;
type ByRule = readonly Readonly<{ name: string; count: ShownCount }>[];
type LoanCounts = Readonly<Record<"good" | "bad" | "goodRefused" | "badRefused", ShownCount>>;

/** What a product's rules would do to the enterprises that let the platform process their records. */
export type RuleCounts = Readonly<{
  total: ShownCount;
  after: ByVerdict;
  /** Under the version on offer; null where there is none. */
  before: ByVerdict | null;
  /** Who would be let in that is not today, and the other way round; by the rules that were in the way. */
  gained: ShownCount;
  lost: ShownCount;
  gainedBy: ByRule;
  lostBy: ByRule;
  /** Loans that are repaid: of the institution, and of all institutions. */
  loans: Readonly<{ own: LoanCounts; province: LoanCounts }>;
  /** Rules that speak of a demand, which an enterprise without one cannot be counted by. */
  uncounted: readonly string[];
}>;

export type DraftPreview = Readonly<{
  /** By the rule's id; null where it cannot be read. */
  sentences: Readonly<Record<string, string | null>>;
  /** What keeps what was typed from being kept, by the path of its field. */
  fields: Readonly<Record<string, string>>;
  problems: readonly ProductProblem[];
  /** Null while what was typed cannot be read. */
  counts: RuleCounts | null;
}>;

/** What an unsaved draft says and would do; asked again while somebody types. */
export const previewDraft = query(
  "product.count",
  z.object({ id: z.uuid(), terms: z.unknown() }),
  async (call, { id, terms }): Promise<DraftPreview> => {
    const productId = await productOf(call, id);
    const parsed = Terms.safeParse(terms);
    if (!parsed.success) {
      const fields: Record<string, string> = {};
      for (const { path, message } of parsed.error.issues) fields[path.join(".")] ??= message;
      return { sentences: sentencesOf(terms), fields, problems: [], counts: null };
    }
    return {
      sentences: sentencesOf(parsed.data),
      fields: {},
      problems: problemsOfTerms(parsed.data),
      counts: await countRules(call, productId, parsed.data),
    };
  },
);

/** The dry run of a draft as it is kept, for whoever endorses or publishes it; null: counted too often today. */
export const dryRun = query("product.count", z.object({ id: z.uuid() }), async (call, { id }) => {
  const productId = await productOf(call, id);
  const [row] = await call.db.select({ terms: drafts.terms }).from(drafts).where(eq(drafts.id, id));
  if (!row) throw draftNotFound();
  return unlessSpent(countRules(call, productId, row.terms));
});

/** Of how many enterprises in a hundred each indicator is known; null where it is too few to say. */
export const factShares = query(
  "product.count",
  z.object({ id: z.uuid() }),
  async (call, { id }): Promise<Readonly<Record<string, number | null>>> => {
    const productId = await productOf(call, id);
    const shares = await unlessSpent(
      ask(call.db, sql`products.fact_shares(${call.actor.accountId}, ${productId})`),
    );
    return (shares ?? {}) as Record<string, number | null>; // As the function builds it.
  },
);

const SPENT = "product.too_many_counts";

/** A page is shown without its counts rather than not at all. */
const unlessSpent = <T>(counting: Promise<T>): Promise<T | null> =>
  counting.catch((error: unknown) => {
    if (error instanceof Refusal && error.reason === SPENT) return null;
    throw error;
  });

/** Of each rule that can be read, whatever else is not filled in yet. */
function sentencesOf(terms: unknown): DraftPreview["sentences"] {
  const { rules } = z
    .object({ rules: z.array(z.unknown()).catch([]) })
    .catch({ rules: [] })
    .parse(terms);
  return Object.fromEntries(
    rules.flatMap((typed) => {
      const { data: rule } = Rule.safeParse(typed);
      return rule
        ? [[rule.id, problemsOf(rule.condition).length === 0 ? sentence(rule.condition) : null]]
        : [];
    }),
  );
}

async function productOf({ db, actor }: Call<ProductActor>, id: string): Promise<string> {
  const [row] = await db
    .select({ productId: drafts.productId })
    .from(drafts)
    .innerJoin(productTable, eq(productTable.id, drafts.productId))
    .where(and(eq(drafts.id, id), visibleTo(actor)));
  if (!row) throw draftNotFound();
  return row.productId;
}

async function countRules(
  { db, actor, now }: Call<ProductActor>,
  productId: string,
  terms: ProductTerms,
): Promise<RuleCounts> {
  const current = await productInForce(db, productId, now);
  const rules = countableRules(terms);
  const before = current ? countableRules(current) : null;
  const asData = (some: readonly EligibilityRule[]) =>
    JSON.stringify(some.map(({ condition, otherwise }) => ({ condition, otherwise })));
  const counted = await ask(
    db,
    sql`products.count_eligible(${actor.accountId}, ${productId}, ${asData(rules)}::text::jsonb, ${before ? asData(before) : null}::text::jsonb)`,
  );
  // As the function builds it; its lists of counts are in the order of the rules.
  const { gainedBy, lostBy, ...rest } = counted as Omit<RuleCounts, "gainedBy" | "lostBy"> &
    Readonly<{ gainedBy: readonly ShownCount[]; lostBy: readonly ShownCount[] }>;
  const byRule = (some: readonly EligibilityRule[], counts: readonly ShownCount[]): ByRule =>
    some.map(({ name }, place) => ({ name, count: counts[place] ?? null }));
  return {
    ...rest,
    gainedBy: byRule(before ?? [], gainedBy),
    lostBy: byRule(rules, lostBy),
    uncounted: terms.rules.filter((rule) => !isCountable(rule)).map(({ name }) => name),
  };
}

/** The rules that can be asked of an enterprise without a demand: where it is, its trade, its records. */
function countableRules(terms: ProductTerms): readonly EligibilityRule[] {
  const rates = terms.priceBands.length > 0 ? ratesOf(terms) : { minimumRateBps: 1 };
  return [...boundsAsRules({ ...terms, ...rates }), ...terms.rules].filter(isCountable);
}

const ofDemand = new Set<string>(demandFacts.filter((fact) => fact.startsWith("demand")));

const isCountable = ({ condition }: EligibilityRule): boolean =>
  problemsOf(condition).length === 0 && !factsIn(condition).some((fact) => ofDemand.has(fact));

async function ask(db: Db, call: ReturnType<typeof sql>): Promise<object> {
  const [row] = await db.execute<{ answer: object & { refused?: string } }>(
    sql`select ${call} as answer`,
  );
  if (!row) throw new Error("a count without an answer");
  if (row.answer.refused === undefined) return row.answer;
  throw row.answer.refused === "too_many"
    ? new Refusal(
        "forbidden",
        SPENT,
        "今日试算次数已用完，为保护企业数据，请明天再试。仍可保存草稿。",
      )
    : new Refusal("forbidden", "product.count.forbidden", "只有本机构人员可以试算本机构的产品。");
}

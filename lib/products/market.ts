import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { productTable, productVersions } from "#db/schema/products.ts";
import { institutions } from "#db/schema/registry.ts";
import { dayOf } from "../kernel/calendar.ts";
import type { GuaranteeKind, RepaymentKind } from "../kernel/lending-terms.ts";
import { Refusal } from "../kernel/refusal.ts";
import { regionPrefix } from "./evaluate.ts";
import { readMarketFilter, type MarketField, type MarketFilter } from "./market-filter.ts";
import { productKindWords } from "./model.ts";
import { isTypedFor, isWrittenIn, wordsOf } from "./pinyin.ts";
import { inForce, productInForce, versions } from "./queries.ts";

export const MARKET_PAGE = 20;

type OpenCall = Readonly<{ db: Db; now: Date }>;

/**
 * Products on offer, for anybody: those that meet every filter, sorted and by pages of twenty, and the
 * fewest filters to leave out for more, with how many more. One statement, besides one that knows the
 * names where words are searched for: how they are typed in pinyin the database cannot tell.
 */
export async function searchMarket(
  { db, now }: OpenCall,
  address: Readonly<Record<string, unknown>>,
) {
  const { filter, typed, problems } = readMarketFilter(address);
  const named = filter.q === undefined ? null : await namedLike(db, filter.q, now);
  const rows = await statement(db, filter, named, now);
  const [first] = rows;
  const total = first?.total ?? 0;
  const pageCount = Math.max(1, Math.ceil(total / MARKET_PAGE));
  const products = rows.flatMap(({ product }) =>
    product === null
      ? []
      : {
          ...product,
          // The columns are text arrays; what is published is checked against the lists.
          guaranteeKinds: product.guaranteeKinds as GuaranteeKind[],
          repaymentKinds: product.repaymentKinds as RepaymentKind[],
        },
  );
  const page = Math.min(filter.page, pageCount);
  const nearly = Object.entries(first?.nearly ?? {})
    .map(([fields, number]) => ({ fields: fields.split(",") as MarketField[], number })) // As conditionsOf names them.
    .sort((one, other) => other.number - one.number);
  return { filter, typed, problems, products, total, page, pageCount, nearly };
}
export type MarketPage = Awaited<ReturnType<typeof searchMarket>>;
export type MarketProduct = MarketPage["products"][number];

/** Products whose name, institution or kind is written or typed so, or whose summary says so; every word counts. */
async function namedLike(db: Db, typed: string, now: Date): Promise<readonly string[]> {
  const rows = await db
    .select({
      productId: productTable.id,
      name: productTable.name,
      institutionName: institutions.name,
      institutionShortName: institutions.shortName,
      kind: productVersions.kind,
      summary: productVersions.summary,
    })
    .from(productVersions)
    .innerJoin(productTable, eq(productTable.id, productVersions.productId))
    .innerJoin(institutions, eq(institutions.id, productTable.institutionId))
    .where(inForce(now));
  const words = wordsOf(typed);
  return rows
    .filter(({ name, institutionName, institutionShortName, kind, summary }) => {
      const names = [name, institutionName, institutionShortName, productKindWords[kind].label];
      return words.every(
        (word) =>
          isWrittenIn(summary, word) ||
          names.some((text) => isWrittenIn(text, word) || isTypedFor(text, word)),
      );
    })
    .map(({ productId }) => productId);
}

/** The least price for the term that is asked for, or of all. */
const leastRate = ({ months }: MarketFilter): SQL<number> =>
  months === undefined
    ? sql`${productVersions.minimumRateBps}`
    : sql`coalesce((
        select min((band ->> 'rateBps')::integer)
        from jsonb_array_elements(${productVersions.priceBands}) band
        where ${months} between (band ->> 'fromMonths')::integer and (band ->> 'toMonths')::integer
      ), ${productVersions.minimumRateBps})`;

/** Served wholly, or in part: whoever asks for a city sees what is offered in one of its counties. */
const overlaps = (codes: SQL, prefix: string, prefixOf: (code: SQL) => SQL): SQL => {
  const served = prefixOf(sql`code`);
  return sql`(${codes} = '{}' or exists (
    select from unnest(${codes}) code
    where starts_with(${served}, ${prefix}::text) or starts_with(${prefix}::text, ${served})))`;
};

/** What must hold for a product to meet each filter that is asked for. */
function conditionsOf(
  filter: MarketFilter,
  named: readonly string[] | null,
): readonly (readonly [MarketField, SQL])[] {
  const v = productVersions;
  const { kind, amount, months, guarantee, repayment, region, industry, rate, policy, days } =
    filter;
  const conditions: Readonly<Record<MarketField, SQL | null>> = {
    q: named && (named.length === 0 ? sql`false` : inArray(productTable.id, [...named])),
    kind: kind ? eq(v.kind, kind) : null,
    amount:
      amount === undefined
        ? null
        : sql`${amount}::bigint between ${v.minimumAmountFen} and ${v.maximumAmountFen}`,
    months:
      months === undefined
        ? null
        : sql`${months}::integer between ${v.minimumTermMonths} and ${v.maximumTermMonths}`,
    guarantee: guarantee ? sql`${guarantee}::text = any (${v.guaranteeKinds})` : null,
    repayment: repayment ? sql`${repayment}::text = any (${v.repaymentKinds})` : null,
    region: region
      ? overlaps(
          sql`${v.regionCodes}`,
          regionPrefix(region),
          (code) => sql`regexp_replace(${code}, '(00)+$', '')`,
        )
      : null,
    industry: industry ? overlaps(sql`${v.industryCodes}`, industry, (code) => code) : null,
    rate: rate === undefined ? null : sql`${leastRate(filter)} <= ${rate}::integer`,
    policy: policy ? eq(v.policyBased, true) : null,
    days: days === undefined ? null : sql`${v.promisedDays} <= ${days}::integer`,
  };
  return Object.entries(conditions).flatMap(
    ([field, condition]) => (condition ? [[field as MarketField, condition] as const] : []), // A key of the record above.
  );
}

function statement(db: Db, filter: MarketFilter, named: readonly string[] | null, now: Date) {
  const missed = conditionsOf(filter, named).map(
    ([field, holds]) => sql`case when ${holds} then null else ${field}::text end`,
  );
  const offered = db.$with("offered").as(
    db
      .select({
        productId: productVersions.productId,
        name: productTable.name,
        institutionName: sql<string>`${institutions.name}`.as("institution_name"),
        kind: productVersions.kind,
        summary: productVersions.summary,
        approvalMode: productVersions.approvalMode,
        minimumAmountFen: productVersions.minimumAmountFen,
        maximumAmountFen: productVersions.maximumAmountFen,
        minimumTermMonths: productVersions.minimumTermMonths,
        maximumTermMonths: productVersions.maximumTermMonths,
        leastRateBps: leastRate(filter).as("least_rate_bps"),
        guaranteeKinds: productVersions.guaranteeKinds,
        repaymentKinds: productVersions.repaymentKinds,
        promisedDays: productVersions.promisedDays,
        policyBased: productVersions.policyBased,
        subsidyBps: productVersions.subsidyBps,
        missed: sql<string[]>`array_remove(array[${sql.join(missed, sql`, `)}]::text[], null)`.as(
          "missed",
        ),
      })
      .from(productVersions)
      .innerJoin(productTable, eq(productTable.id, productVersions.productId))
      .innerJoin(institutions, eq(institutions.id, productTable.institutionId))
      .where(inForce(now)),
  );
  // Of equals another is first each day, and the same all day long: fair, and pages do not shift.
  const lot = sql`md5(${offered.productId}::text || ${dayOf(now)}::text)`;
  const sorts = {
    rate: sql`${offered.leastRateBps}, ${offered.promisedDays}, ${lot}`,
    days: sql`${offered.promisedDays}, ${offered.leastRateBps}, ${lot}`,
    amount: sql`${offered.maximumAmountFen} desc, ${offered.leastRateBps}, ${lot}`,
  } as const;
  const found = db.$with("found").as(
    db
      .select({
        productId: offered.productId,
        name: offered.name,
        institutionName: offered.institutionName,
        kind: offered.kind,
        summary: offered.summary,
        approvalMode: offered.approvalMode,
        minimumAmountFen: offered.minimumAmountFen,
        maximumAmountFen: offered.maximumAmountFen,
        minimumTermMonths: offered.minimumTermMonths,
        maximumTermMonths: offered.maximumTermMonths,
        leastRateBps: offered.leastRateBps,
        guaranteeKinds: offered.guaranteeKinds,
        repaymentKinds: offered.repaymentKinds,
        promisedDays: offered.promisedDays,
        policyBased: offered.policyBased,
        subsidyBps: offered.subsidyBps,
        place: sql<number>`(row_number() over (order by ${sorts[filter.sort]}))::integer`.as(
          "place",
        ),
      })
      .from(offered)
      .where(sql`${offered.missed} = '{}'`),
  );
  const summary = db.$with("summary").as(
    db
      .select({
        total: sql<number>`(select count(*) from found)::integer`.as("total"),
        nearly: sql<Readonly<Record<string, number>>>`(
          select coalesce(jsonb_object_agg(fields, number), '{}')
          from (
            select array_to_string(missed, ',') fields, count(*) number
            from offered
            where cardinality(missed) = (select min(cardinality(missed)) from offered where missed <> '{}')
            group by 1
          ) near
        )`.as("nearly"),
      })
      .from(sql`(values (1)) one`),
  );
  const { place, ...product } = found._.selectedFields;
  return db
    .with(offered, found, summary)
    .select({ total: summary.total, nearly: summary.nearly, product })
    .from(summary)
    .leftJoin(
      found,
      sql`(${place} - 1) / ${MARKET_PAGE}::integer = least(${filter.page}::integer - 1, (${summary.total} - 1) / ${MARKET_PAGE}::integer)`,
    )
    .orderBy(place);
}

const Product = z.object({ productId: z.uuid() });

/** One product on offer, with all its terms, for anybody. */
export async function readMarketProduct({ db, now }: OpenCall, raw: unknown) {
  const parsed = Product.safeParse(raw);
  const product = parsed.success ? await productInForce(db, parsed.data.productId, now) : null;
  if (!product)
    throw new Refusal("not_found", "product.not_on_offer", "没有这个产品，或者它已经停售。");
  return product;
}

/** How many products stand side by side at most. */
export const MOST_COMPARED = 4;

/** The ids in an address, at most four, each once; what is no id is left out. */
export const comparedIn = (said: unknown): readonly string[] =>
  typeof said === "string"
    ? [...new Set(said.split(",").filter((id) => z.uuid().safeParse(id).success))].slice(
        0,
        MOST_COMPARED,
      )
    : [];

/** Those of the products that are on offer, in the order in which they were asked for. */
export async function compareProducts({ db, now }: OpenCall, raw: unknown) {
  const ids = comparedIn(raw);
  if (ids.length === 0) return [];
  const found = await versions(db, and(inForce(now), inArray(productTable.id, [...ids])));
  return ids.flatMap((id) => found.find(({ productId }) => productId === id) ?? []);
}

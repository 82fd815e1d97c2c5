import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution } from "../testing/people.ts";
import { compareProducts, MARKET_PAGE, readMarketProduct, searchMarket } from "./market.ts";
import { marketFields } from "./market-filter.ts";
import { isTypedFor } from "./pinyin.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  await storeProducts();
});
afterAll(() => fresh.drop());

/** Forty-eight of all sorts, in arithmetic order rather than by chance. */
const offers = Array.from({ length: 48 }, (_, n) => ({
  id: newId(),
  name: n === 0 ? "供应宝" : `产品${n}`,
  kind: (["bank_loan", "rural_loan", "guarantee"] as const)[n % 3] ?? "bank_loan",
  minimum: 1_000_000 * (1 + (n % 5) * 10),
  maximum: 100_000_000 * (1 + (n % 7)),
  fromMonths: 1 + (n % 4) * 3,
  toMonths: 12 + (n % 5) * 6,
  short: 300 + ((n * 37) % 200),
  guarantee: n % 2 === 0 ? "credit" : "mortgage",
  repayment: n % 4 === 0 ? "bullet" : "interest_first",
  regions: [[], ["520100"], ["520102"], ["520300", "520600"]][n % 4] ?? [],
  industries: [[], ["C"], ["C13", "A01"]][n % 3] ?? [],
  days: 1 + (n % 9),
  policy: n % 6 === 0,
}));
type Offer = (typeof offers)[number];
/** Until the middle of the term the short price holds, after it 60 basis points more. */
const middleOf = ({ fromMonths, toMonths }: Offer) => Math.floor((fromMonths + toMonths) / 2);
const leastOf = (offer: Offer, months: number | null) =>
  months !== null && months > middleOf(offer) && months <= offer.toMonths
    ? offer.short + 60
    : offer.short;

async function storeProducts() {
  const { id: institutionId } = await anInstitution(owner);
  await owner`insert into products.product ${owner(
    offers.map(({ id, name }) => ({ id, name, institution_id: institutionId })),
  )}`;
  await owner`insert into products.product_version ${owner(
    offers.map((offer) => ({
      id: newId(),
      product_id: offer.id,
      version: 1,
      kind: offer.kind,
      summary: "以经营记录为依据的产品。",
      approval_mode: "online",
      minimum_amount_fen: offer.minimum,
      maximum_amount_fen: offer.maximum,
      minimum_term_months: offer.fromMonths,
      maximum_term_months: offer.toMonths,
      minimum_rate_bps: offer.short,
      maximum_rate_bps: offer.short + 60,
      price_bands: owner.json([
        {
          grades: [],
          fromMonths: offer.fromMonths,
          toMonths: middleOf(offer),
          rateBps: offer.short,
        },
        {
          grades: [],
          fromMonths: middleOf(offer) + 1,
          toMonths: offer.toMonths,
          rateBps: offer.short + 60,
        },
      ]),
      guarantee_kinds: [offer.guarantee],
      repayment_kinds: [offer.repayment],
      region_codes: offer.regions,
      industry_codes: offer.industries,
      materials: [],
      promised_days: offer.days,
      policy_based: offer.policy,
      rules: owner.json([]),
      required_items: ["tax_grade"],
      published_at: new Date("2025-01-01T00:00:00Z"),
    })),
  )}`;
  // A new version that is not out yet and one that is over must not show.
  const [first] = offers;
  await owner`
    insert into products.product_version
    select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'version', n, 'name', 'x',
      'promised_days', 30, 'published_at', case n when 2 then now() + interval '1 day' else '2024-01-01' end,
      'retired_at', case n when 3 then '2024-06-01' end))).*
    from products.product_version v, generate_series(2, 3) n
    where v.product_id = ${first?.id ?? ""}`;
}

type Address = Readonly<Partial<Record<string, string>>>;

/** The same by hand, one product after the other. */
function meets(offer: Offer, asked: Address, field: string): boolean {
  const said = asked[field] ?? "";
  if (said === "") return true;
  const months = asked["months"] === undefined ? null : Number(asked["months"]);
  const overlap = (codes: readonly string[], code: string) =>
    codes.length === 0 || codes.some((one) => one.startsWith(code) || code.startsWith(one));
  const short = (code: string) => code.replace(/(00)+$/, "");
  switch (field) {
    case "kind":
      return offer.kind === said;
    case "amount":
      return Number(said) * 1e6 >= offer.minimum && Number(said) * 1e6 <= offer.maximum;
    case "months":
      return Number(said) >= offer.fromMonths && Number(said) <= offer.toMonths;
    case "guarantee":
      return offer.guarantee === said;
    case "repayment":
      return offer.repayment === said;
    case "region":
      return overlap(offer.regions.map(short), short(said));
    case "industry":
      return overlap(offer.industries, said);
    case "rate":
      return leastOf(offer, months) <= Number(said) * 100;
    case "policy":
      return offer.policy;
    default:
      return offer.days <= Number(said);
  }
}

const everyPage = async (address: Address) => {
  const first = await searchMarket({ db, now }, address);
  const products = [...first.products];
  for (let page = 2; page <= first.pageCount; page++)
    products.push(
      ...(await searchMarket({ db, now }, { ...address, page: String(page) })).products,
    );
  return { ...first, products };
};

test.each<Address>([
  {},
  { kind: "rural_loan" },
  { amount: "20" },
  { months: "18", rate: "4.20" },
  { months: "6", sort: "days" },
  { guarantee: "credit", repayment: "interest_first", sort: "amount" },
  { region: "520102" },
  { region: "520100", industry: "C13" },
  { region: "520300", industry: "C" },
  { policy: "1", days: "4" },
  { rate: "3.5", days: "2", kind: "guarantee" },
  { rate: "1", amount: "9999", region: "520300" },
])(
  "the market narrowed by %j is what filtering by hand leaves, in order and page by page",
  async (address) => {
    const narrowing = marketFields.filter((field) => address[field] !== undefined);
    const months = address["months"] === undefined ? null : Number(address["months"]);
    const expected = offers.filter((offer) => narrowing.every((one) => meets(offer, address, one)));
    const { products, total, nearly } = await everyPage(address);
    expect(total).toBe(expected.length);
    expect(new Set(products.map(({ productId }) => productId))).toEqual(
      new Set(expected.map(({ id }) => id)),
    );
    expect(products).toHaveLength(expected.length);
    const keyOf = (one: (typeof products)[number]) =>
      address["sort"] === "days"
        ? one.promisedDays
        : address["sort"] === "amount"
          ? -one.maximumAmountFen
          : one.leastRateBps;
    expect(products.map(keyOf)).toEqual(products.map(keyOf).toSorted((a, b) => a - b));
    for (const { productId, leastRateBps } of products) {
      const offer = offers.find(({ id }) => id === productId);
      expect(leastRateBps).toBe(offer && leastOf(offer, months));
    }
    const missedBy = offers
      .map((offer) => narrowing.filter((one) => !meets(offer, address, one)))
      .filter((missed) => missed.length > 0);
    const fewest = Math.min(...missedBy.map((missed) => missed.length));
    const nearest = missedBy.filter((missed) => missed.length === fewest);
    expect(new Map(nearly.map(({ fields, number }) => [fields.join(","), number]))).toEqual(
      new Map(
        nearest.map((missed) => [
          missed.join(","),
          nearest.filter((other) => other.join(",") === missed.join(",")).length,
        ]),
      ),
    );
  },
);

test("what cannot be read in an address is told, and narrows nothing", async () => {
  const asked = { amount: "很多", region: "110000", page: "999", kind: "loan", q: "  " };
  const { total, problems, typed, page, products } = await searchMarket({ db, now }, asked);
  expect(total).toBe(offers.length);
  expect(page).toBe(Math.ceil(offers.length / MARKET_PAGE));
  expect(products.length).toBe(offers.length % MARKET_PAGE);
  expect(Object.keys(problems).sort()).toEqual(["amount", "kind", "region"]);
  expect(typed.amount).toBe("很多");
});

test.each(["供应", "gyb", "gongyingbao", "ＧＹＢ", "gong ying", "应宝 银行贷款"])(
  "%s finds 供应宝 alone",
  async (q) => {
    const { products } = await searchMarket({ db, now }, { q });
    expect(products.map(({ name }) => name)).toEqual(["供应宝"]);
  },
);

test("a product and a comparison show what is on offer, and nothing else", async () => {
  const [first, second] = offers;
  const [a, b] = [first?.id ?? "", second?.id ?? ""];
  expect(await readMarketProduct({ db, now }, { productId: a })).toMatchObject({ version: 1 });
  await expect(readMarketProduct({ db, now }, { productId: newId() })).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(readMarketProduct({ db, now }, { productId: "1" })).rejects.toThrow();
  const compared = await compareProducts({ db, now }, [b, newId(), "x", a, b].join(","));
  expect(compared.map(({ productId }) => productId)).toEqual([b, a]);
});

test.each([
  ["供应宝", "gongyb", true],
  ["工行供应宝", "gyb", true],
  ["供应宝", "ong", false],
  ["供应宝", "gb", false],
  ["绿电贷", "lvdian", true],
  ["税e贷", "sed", true],
  ["安安安安安安安安安安安安", "a".repeat(40), false],
])("%s is typed as %s: %s", (text, word, typed) => {
  expect(isTypedFor(text, word)).toBe(typed);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { addMonths, dayOf, monthOf } from "../kernel/calendar.ts";
import type { GuaranteeKind } from "../kernel/lending-terms.ts";
import { aStoredApplication } from "../lending/factory.ts";
import type { EventPayload } from "../lending/model.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { aStoredProduct } from "../products/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  aRegulator,
} from "../testing/people.ts";
import { historyFrom, pick, random, whole } from "./factory.ts";
import { monthFigures } from "./index.ts";
import type { Figures } from "./model.ts";

const MONTH = "2026-10";
const now = new Date("2026-11-21T02:00:00Z");
const DAY_MS = 86_400_000;

/** One thing that is counted, as the test knows it. */
type Fact = Readonly<{
  kind: "demand" | EventPayload["kind"];
  at: Date;
  uscc: string;
  regionCode: string;
  section: string;
  institutionId: string | null;
  amountFen: number;
  appliedAt?: Date;
  grantedAt?: Date | undefined;
  rateBps?: number | undefined;
  guaranteeKind?: GuaranteeKind | undefined;
  firstLoan?: boolean | null;
}>;

let fresh: FreshDatabase;
let owner: Sql;
let web: Db;
const ledger: Fact[] = [];

const places = [
  ["520100", "C13"],
  ["520102", "C33"],
  ["520300", "F51"],
  ["522300", "H62"],
  // Another province: no regulator of this one may see it.
  ["510100", "F52"],
] as const;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = database(fresh.as("xinqiao_web"));
  const institutions = await Promise.all([anInstitution(owner), anInstitution(owner)]);
  const products = await Promise.all(
    institutions.map(({ id }) => aStoredProduct(owner, { institutionId: id })),
  );
  for (let index = 0; index < 120; index += 1) {
    const [regionCode, industryCode] = pick(places);
    const { uscc } = await anEnterprise(owner);
    await owner`update registry.enterprise set region_code = ${regionCode}, industry_code = ${industryCode} where uscc = ${uscc}`;
    const person = await anEnterprisePerson(owner, uscc);
    for (let demand = whole(1, 4); demand > 0; demand -= 1) {
      await livesThrough(
        { uscc, regionCode, section: industryCode.slice(0, 1) },
        pick(products),
        person.accountId,
      );
    }
  }
});
afterAll(() => fresh.drop());

type Who = Pick<Fact, "uscc" | "regionCode" | "section">;
type Product = Readonly<{ institutionId: string; productId: string; versionId: string }>;

/** A demand and what became of it, written to the database and into the test's own ledger. */
async function livesThrough(who: Who, product: Product, accountId: string) {
  const amountFen = whole(10, 300) * 1_000_000;
  // Any hour of the day, so that many steps fall on another day in Shanghai than in Greenwich.
  const postedAt = new Date(Date.parse("2025-09-01T00:00:00Z") + whole(0, 440 * 24) * 3_600_000);
  const demandId = await aStoredDemand(owner, { uscc: who.uscc, amountFen, postedAt });
  ledger.push({ ...who, kind: "demand", at: postedAt, institutionId: null, amountFen });
  if (random() < 0.2) return;

  const history = historyFrom(postedAt, amountFen);
  const authorisationId = await anAuthorisation(owner, {
    uscc: who.uscc,
    institutionId: product.institutionId,
    signedBy: accountId,
  });
  await aStoredApplication(
    owner,
    {
      uscc: who.uscc,
      demandId,
      authorisationId,
      institutionId: product.institutionId,
      productId: product.productId,
      productVersionId: product.versionId,
    },
    history,
  );
  const find = <Kind extends EventPayload["kind"]>(kind: Kind) =>
    history.find((step) => step.payload.kind === kind);
  const grant = find("approve");
  const contract = find("sign_contract")?.payload;
  for (const { at, payload } of history) {
    ledger.push({
      ...who,
      kind: payload.kind,
      at,
      institutionId: product.institutionId,
      amountFen: "amountFen" in payload ? payload.amountFen : 0,
      appliedAt: history[0].at,
      grantedAt: grant?.at,
      rateBps: grant?.payload.kind === "approve" ? grant.payload.rateBps : undefined,
      guaranteeKind: contract?.kind === "sign_contract" ? contract.guaranteeKind : undefined,
      ...(payload.kind === "disburse" && { firstLoan: payload.firstLoan }),
    });
  }
}

// The naive recount: one filter and one loop a figure.

const inMonth = (month: string) => (fact: Fact) => monthOf(dayOf(fact.at)) === month;
const sum = (facts: readonly Fact[]) =>
  facts.reduce((total, { amountFen }) => total + amountFen, 0);
const enterprises = (facts: readonly Fact[]) => new Set(facts.map(({ uscc }) => uscc)).size;
const share = (part: number, all: number) => (all === 0 ? null : Math.round((10_000 * part) / all));
const mean = (values: readonly number[]) =>
  values.length === 0
    ? null
    : Math.round(values.reduce((total, value) => total + value, 0) / values.length);
const days = (from: Date | undefined, to: Date) =>
  from ? [(Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS] : [];

function recount(facts: readonly Fact[]): Figures {
  const of = (kind: Fact["kind"]) => facts.filter((fact) => fact.kind === kind);
  const [granted, disbursed] = [of("approve"), of("disburse")];
  const credit = disbursed.filter(({ guaranteeKind }) => guaranteeKind === "credit");
  const first = disbursed.filter(({ firstLoan }) => firstLoan === true);
  const known = disbursed.filter(({ firstLoan }) => firstLoan !== null);
  const unknown = disbursed.filter(({ firstLoan }) => firstLoan === null);
  return {
    demandCount: of("demand").length,
    demandAmountFen: sum(of("demand")),
    applicationCount: of("submit").length,
    acceptedCount: of("accept").length,
    grantedCount: granted.length,
    grantedAmountFen: sum(granted),
    disbursedCount: disbursed.length,
    disbursedAmountFen: sum(disbursed),
    disbursedEnterpriseCount: enterprises(disbursed),
    creditLoanCount: credit.length,
    creditLoanAmountFen: sum(credit),
    creditLoanShareBps: share(sum(credit), sum(disbursed)),
    firstLoanEnterpriseCount: enterprises(first),
    firstLoanUnknownEnterpriseCount: enterprises(unknown),
    firstLoanShareBps: share(enterprises(first), enterprises(known)),
    averageRateBps: mean(disbursed.flatMap(({ rateBps }) => rateBps ?? [])),
    averageDaysApplyToGrant: mean(granted.flatMap(({ appliedAt, at }) => days(appliedAt, at))),
    averageDaysGrantToDisburse: mean(disbursed.flatMap(({ grantedAt, at }) => days(grantedAt, at))),
    averageDaysApplyToDisburse: mean(disbursed.flatMap(({ appliedAt, at }) => days(appliedAt, at))),
  };
}

const province = () => ledger.filter(({ regionCode }) => regionCode.startsWith("52"));
const ask = async (regionCode: string, month = MONTH) =>
  monthFigures({ db: web, actor: await aRegulator(owner, regionCode), now }, { month });

function groupsBy(facts: readonly Fact[], keyOf: (fact: Fact) => string | null) {
  const keys = new Set(facts.map(keyOf).filter((key) => key !== null));
  const groups = [...keys].map((key) => {
    const figures = recount(facts.filter((fact) => keyOf(fact) === key));
    return [key, figures] as const;
  });
  return Object.fromEntries(groups);
}
const byCode = <F>(lines: readonly { code: string; figures: F }[]) =>
  Object.fromEntries(lines.map(({ code, figures }) => [code, figures]));

describe("the figures of a month", () => {
  test.each(["2025-10", "2026-02", "2026-06", MONTH])(
    "of the province equal a naive recount in %s",
    async (month) => {
      const figures = await ask("520000", month);
      expect(figures.total).toEqual(recount(province().filter(inMonth(month))));
      expect(figures.total.disbursedCount).toBeGreaterThan(0);
    },
  );

  test("by city, industry and institution equal a naive recount, and sum up to the total", async () => {
    const facts = province().filter(inMonth(MONTH));
    const { total, byRegion, byIndustry, byInstitution } = await ask("520000");
    expect(byCode(byRegion)).toEqual(groupsBy(facts, (fact) => `${fact.regionCode.slice(0, 4)}00`));
    expect(byCode(byIndustry)).toEqual(groupsBy(facts, ({ section }) => section));
    const expected = groupsBy(facts, ({ institutionId }) => institutionId);
    for (const { code, figures } of byInstitution) expect(expected[code]).toMatchObject(figures);
    expect(Object.keys(byCode(byInstitution)).sort()).toEqual(Object.keys(expected).sort());
    for (const lines of [byRegion, byIndustry, byInstitution]) {
      const paidOut = lines.map(({ figures }) => figures.disbursedAmountFen);
      expect(paidOut.reduce((all, one) => all + one, 0)).toBe(total.disbursedAmountFen);
    }
  });

  test("names places, industries and institutions", async () => {
    const { regionName, byRegion, byIndustry, byInstitution } = await ask("520000");
    expect(regionName).toContain("贵州");
    expect(byRegion.find(({ code }) => code === "520100")?.name).toContain("贵阳");
    expect(byIndustry.find(({ code }) => code === "C")?.name).toContain("制造");
    for (const { name } of byInstitution) expect(name).toContain("测试示例银行");
  });

  test("the series has thirteen months, each equal to its own recount", async () => {
    const { series } = await ask("520000");
    expect(series.map(({ month }) => month)).toEqual(
      Array.from({ length: 13 }, (_, index) => addMonths(MONTH, index - 12)),
    );
    for (const { month, figures } of series) {
      expect(figures).toEqual(recount(province().filter(inMonth(month))));
    }
  });

  test("a city sees its own counties and nothing else", async () => {
    const facts = ledger.filter(({ regionCode }) => regionCode.startsWith("5201"));
    const { total, byRegion } = await ask("520100");
    expect(total).toEqual(recount(facts.filter(inMonth(MONTH))));
    expect(byRegion.every(({ code }) => code.startsWith("5201"))).toBe(true);
  });

  test("a month in which nothing happened has zeros, and nulls where there is no average", async () => {
    const { total, byRegion, byInstitution } = await ask("520000", "2031-01");
    expect(total).toEqual(recount([]));
    expect(total).toMatchObject({
      disbursedCount: 0,
      averageRateBps: null,
      firstLoanShareBps: null,
    });
    expect([...byRegion, ...byInstitution]).toEqual([]);
  });

  test("is the present one when none is named, and a malformed one is refused", async () => {
    const actor = await aRegulator(owner);
    expect(await monthFigures({ db: web, actor, now }, {})).toMatchObject({ month: "2026-11" });
    await expect(monthFigures({ db: web, actor, now }, { month: "2026-13" })).rejects.toMatchObject(
      {
        kind: "invalid",
      },
    );
  });

  test("a loan officer may not ask", async () => {
    const officer = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(monthFigures({ db: web, actor: officer, now }, {})).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { itemIds, type ItemId } from "#lib/intake/catalogue.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { checkUscc } from "#lib/kernel/uscc.ts";
import { nextState } from "#lib/lending/lifecycle.ts";
import { problemsOf } from "#lib/products/index.ts";
import { sizeClassOf } from "./enterprises.ts";
import { buildWorld } from "./build.ts";
import { defaultWorld, type World, type WorldPlan } from "./model.ts";
import { at, clamp } from "./random.ts";
import { rowsOf } from "./records/index.ts";
import { itemsBehind } from "./rules.ts";
import { demoEnterprise, unregisteredEnterprise } from "./specials.ts";
import { monthIndex, monthsOfWorld } from "./time.ts";

const counties = ["520102", "520112", "520115", "520203", "520302", "520303", "520502", "522301"];
const plan = (parts: Partial<WorldPlan> = {}): WorldPlan => ({
  ...defaultWorld,
  enterprises: 80,
  applications: 120,
  today: "2026-11-21",
  now: new Date("2026-11-21T21:00:00+08:00"),
  ...parts,
});
const small = buildWorld(plan(), counties);
/** Large enough for shares and curves. */
const large = buildWorld(plan({ enterprises: 900, applications: 2400 }), counties);

function digest(world: World): string {
  const hash = createHash("sha256");
  const plainMaps = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  hash.update(JSON.stringify(world, plainMaps));
  for (const item of itemIds)
    for (const row of rowsOf(world, item)) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}

const rows = (world: World, item: ItemId) => [...rowsOf(world, item)];
const sumOf = (list: readonly { fields: Record<string, unknown> }[], field: string) =>
  list.reduce((sum, { fields }) => sum + (Number(fields[field]) || 0), 0);

describe("a synthetic province", () => {
  it("is the same, row for row, for the same seed and day", () => {
    expect(digest(buildWorld(plan(), counties))).toBe(digest(small));
  });

  it("is another one for another seed, and for another day", () => {
    const digests = [small, buildWorld(plan({ seed: 8 }), counties)].map(digest);
    digests.push(
      digest(
        buildWorld(plan({ today: "2026-10-21", now: new Date("2026-10-21T13:00:00Z") }), counties),
      ),
    );
    expect(new Set(digests).size).toBe(3);
  });

  it("has only codes that pass both checks, each once", () => {
    const codes = [...large.enterprises, ...large.institutions].map(({ uscc }) => uscc);
    expect(codes.filter((code) => checkUscc(code).verdict !== "valid")).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("says of every name that it is an example", () => {
    const names = [...large.enterprises, ...large.institutions].map(({ name }) => name);
    expect([...names, ...large.partnerNames].filter((name) => !name.includes("示例"))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("has mostly micro enterprises, some small, few medium, by the national standard's floors", () => {
    const share = (size: string) =>
      large.enterprises.filter(({ sizeClass }) => sizeClass === size).length /
      large.enterprises.length;
    expect(share("micro")).toBeGreaterThan(share("small"));
    expect(share("small")).toBeGreaterThan(share("medium"));
    expect(share("medium")).toBeGreaterThan(0.02);
    const factory = at(
      large.enterprises.filter(({ industry }) => industry.code === "C33"),
      0,
    ).industry;
    expect(sizeClassOf(factory, 20, 300)).toBe("small");
    expect(sizeClassOf(factory, 19, 300)).toBe("micro");
    expect(sizeClassOf(factory, 300, 2000)).toBe("medium");
    expect(sizeClassOf(factory, 300, 1999)).toBe("small");
  });

  it("declares about what it invoices, and pays the VAT that its industry implies", () => {
    const shop = at(
      large.enterprises.filter(
        ({ exemplary, coverage, industry }) =>
          !exemplary &&
          industry.code.startsWith("C") &&
          coverage.has("invoice_month") &&
          coverage.get("vat_declaration") === coverage.get("invoice_month"),
      ),
      0,
    );
    const one = { ...large, enterprises: [shop] };
    const valid = (item: ItemId) =>
      rows(one, item).filter(({ uscc, line }) => uscc === shop.uscc && line > 1);
    const declared = valid("vat_declaration");
    const invoiced = valid("invoice_month").filter(({ fields }) => fields.direction === "sale");
    expect(sumOf(declared, "sales") / sumOf(invoiced, "amount")).toBeGreaterThan(0.95);
    expect(sumOf(declared, "sales") / sumOf(invoiced, "amount")).toBeLessThan(1.1);
    const burden = sumOf(declared, "payable") / sumOf(declared, "sales");
    expect(burden / shop.industry.vatBurden).toBeGreaterThan(0.4);
    expect(burden / shop.industry.vatBurden).toBeLessThan(2.5);
  });

  it("leaves gaps: missing items, stale items, young and closed enterprises, faulty rows", () => {
    const { enterprises } = large;
    for (const item of ["gas", "housing_fund", "water", "invoice_month"] as const) {
      expect(enterprises.some(({ coverage }) => !coverage.has(item))).toBe(true);
    }
    expect(
      enterprises.some(({ coverage, series }) =>
        [...coverage.values()].some((last) => last < series.last),
      ),
    ).toBe(true);
    expect(enterprises.some(({ series }) => series.first > 12)).toBe(true);
    expect(enterprises.some(({ status }) => status !== "operating")).toBe(true);
    const known = new Set(enterprises.map(({ uscc }) => uscc));
    const declarations = rows(large, "vat_declaration");
    const strangers = declarations.filter(({ uscc }) => !known.has(uscc));
    expect(strangers.length).toBeGreaterThan(0);
    expect(strangers.length).toBeLessThan(declarations.length * 0.002);
  });

  it("adds single invoices up to the month's sums", () => {
    const month = `${monthsOfWorld(small.plan.today, 36).at(-1)}-01`;
    const one = { ...small, enterprises: small.enterprises.slice(0, 1) };
    const sale = ({ fields, period }: { fields: Record<string, unknown>; period: string }) =>
      fields.direction === "sale" && period >= month;
    const singles = rows(one, "invoice")
      .filter(sale)
      .filter(({ fields }) => fields.status === "valid");
    expect(sumOf(singles, "amount")).toBeCloseTo(
      sumOf(rows(one, "invoice_month").filter(sale), "amount"),
      1,
    );
  });
});

describe("the past", () => {
  it("has the planned number of applications, each a legal course of events in order of time", () => {
    expect(large.applications).toHaveLength(2400);
    for (const { events, demand } of large.applications) {
      expect(demand.postedAt < events[0].at).toBe(true);
      for (const [place, event] of events.entries()) {
        expect(event.at < large.plan.now).toBe(true);
        const before = events[place - 1];
        if (!before || event.payload.kind === "submit") continue;
        expect(before.at < event.at).toBe(true);
        expect(nextState(before.state, event.payload.kind)).toBe(event.state);
      }
    }
  });

  it("grants within the product's bounds and never more than was asked", () => {
    for (const { events, product, demand } of large.applications) {
      for (const { payload } of events) {
        if (payload.kind !== "approve") continue;
        expect(payload.amountFen).toBeGreaterThanOrEqual(product.amountFen[0]);
        expect(payload.amountFen).toBeLessThanOrEqual(
          Math.min(product.amountFen[1], demand.amountFen),
        );
        expect(payload.rateBps).toBeGreaterThanOrEqual(product.rateBps[0]);
        expect(payload.rateBps).toBeLessThanOrEqual(
          Math.min(product.rateBps[1], demand.maximumRateBps),
        );
        expect(payload.termMonths).toBeLessThanOrEqual(product.termMonths[1]);
      }
    }
  });

  it("tells the truth about first loans", () => {
    for (const { events, demand } of large.applications) {
      for (const { payload } of events) {
        if (payload.kind !== "disburse") continue;
        const loans = at(large.loans, demand.enterprise);
        expect(payload.firstLoan).toBe(!loans.some(({ fromDay }) => fromDay < payload.disbursedOn));
      }
    }
  });

  it("leaves something on every institution's desk in every open state", () => {
    for (let institution = 0; institution < large.institutions.length; institution += 1) {
      const own = large.applications.filter(({ product }) => product.institution === institution);
      const states = new Set(own.map(({ events }) => events.at(-1)?.state));
      expect([...states]).toEqual(
        expect.arrayContaining(["submitted", "accepted", "granted", "contracted"]),
      );
    }
  });

  it("lets the hidden health at the application tell good loans from overdue ones, imperfectly", () => {
    const months = monthsOfWorld(large.plan.today, large.plan.months);
    const outcomes = large.applications.flatMap(({ events, demand }) => {
      const payload = events.at(-1)?.payload;
      if (payload?.kind !== "settle") return [];
      const { series } = at(large.enterprises, demand.enterprise);
      const month = clamp(monthIndex(months, dayOf(events[0].at)), series.first, series.last);
      return [{ health: at(series.health, month), overdue: payload.overdue }];
    });
    const bad = outcomes.filter(({ overdue }) => overdue);
    expect(bad.length / outcomes.length).toBeGreaterThan(0.03);
    expect(bad.length / outcomes.length).toBeLessThan(0.2);
    const auc = separation(
      bad,
      outcomes.filter(({ overdue }) => !overdue),
    );
    expect(auc).toBeGreaterThan(0.66);
    expect(auc).toBeLessThan(0.95);
  });
});

/** Area under the curve: how often a bad one's health lies below a good one's. */
function separation(
  bad: readonly { health: number }[],
  good: readonly { health: number }[],
): number {
  const below = bad.flatMap((one) =>
    good.map((other) => (one.health < other.health ? 1 : one.health === other.health ? 0.5 : 0)),
  );
  return below.reduce<number>((sum, value) => sum + value, 0) / below.length;
}

const adverse = [
  "penalty", "adverse_list", "judgment_debtor", "dishonest_debtor", "consumption_restriction", "bankruptcy",
  "tax_arrears", "tax_abnormal", "tax_violation", "serious_dishonesty", "real_estate_seizure",
] as const satisfies readonly ItemId[]; // prettier-ignore
const ofEveryFirm = [
  "registration", "annual_report", "taxpayer", "balance_sheet", "income_statement", "pension_insurance", "permit",
  "honour", "technology_title", "intellectual_property", "commendation_list",
] as const satisfies readonly ItemId[]; // prettier-ignore

describe("the demonstration's enterprises", () => {
  it("are healthy, send every licensed item to the end, and have neither loan nor application", () => {
    for (const [index, expected] of [demoEnterprise, unregisteredEnterprise].entries()) {
      const enterprise = at(large.enterprises, index);
      expect(enterprise).toMatchObject({
        uscc: expected.uscc,
        name: expected.name,
        sizeClass: "small",
        status: "operating",
      });
      expect([...enterprise.coverage.values()].every((last) => last === 35)).toBe(true);
      expect(at(large.loans, index)).toEqual([]);
      expect(large.applications.some(({ demand }) => demand.enterprise === index)).toBe(false);
      const one = { ...large, enterprises: [enterprise] };
      for (const item of adverse) expect(rows(one, item)).toEqual([]);
      const sent = [...enterprise.coverage.keys(), ...ofEveryFirm, "invoice"] as const;
      for (const item of sent) expect(rows(one, item).length, item).toBeGreaterThan(0);
    }
  });
});

describe("the products", () => {
  it("have sound rules, five to nine each, and ask for the items that these rest on", () => {
    for (const { rules, requiredItems } of large.products) {
      expect(rules.length).toBeGreaterThanOrEqual(5);
      expect(rules.length).toBeLessThanOrEqual(9);
      expect(rules.flatMap(({ condition }) => problemsOf(condition))).toEqual([]);
      expect(requiredItems).toEqual(expect.arrayContaining([...itemsBehind(rules)]));
      expect(requiredItems.every((item) => itemIds.includes(item))).toBe(true);
    }
  });
});

describe("the generator", () => {
  it("knows nothing of the scorecard, and of the rules' room only the words", () => {
    const folder = new URL(".", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
      const source = readFileSync(new URL(file, folder), "utf8");
      expect(source, file).not.toMatch(/lib\/scoring/);
      expect(source, file).not.toMatch(/Math\.random|Date\.now|new Date\(\)/);
      const values = [...source.matchAll(/^import (?!type)[^;]*lib\/products/gm)];
      expect(values, file).toEqual([]);
    }
  });
});

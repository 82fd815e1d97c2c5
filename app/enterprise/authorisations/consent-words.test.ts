import { describe, expect, test } from "vitest";
import { listAsked, listOf, type OwnAuthorisation } from "#components/consent/authorisation-filter.ts";
import { daysOfPeriod, unusualText } from "#components/consent/purpose-terms.ts";
import { lackOf } from "#components/consent/request-terms.ts";

describe("a number of queries", () => {
  test.each([
    ["credit_review", 10, 31, null],
    ["credit_review", 11, 31, "11 次多于同类授权常见的 10 次"],
    ["post_loan_monitoring", 12, 365, null],
    ["post_loan_monitoring", 120, 365, "多于同类授权常见的每月 1 次"],
    ["platform_processing", 1_000_000, 365, null],
    ["credit_review", Number.NaN, 31, null],
  ])("for %s of %d in %d days is told to be unusual only where it is", (...given) => {
    const [purpose, maximumQueries, days, words] = given;
    const told = unusualText({ purpose, maximumQueries, days });
    if (words === null) expect(told).toBeNull();
    else expect(told).toContain(words);
  });

  test("needs both ends of a period", () => {
    expect(daysOfPeriod("2026-11-01", "2026-11-30")).toBe(30);
    expect(daysOfPeriod("2026-11-30", "2026-11-01")).toBeNull();
    expect(daysOfPeriod("", "2026-11-01")).toBeNull();
  });
});

describe("what an application lacks", () => {
  const product = { requiredItems: ["tax_grade", "vat_declaration", "penalty"] };
  const authorisation = {
    stage: "before_loan",
    standing: "in_force",
    items: ["tax_grade", "vat_declaration"],
  } as const;

  test("is nothing where the authorisation covers all but what is public", () => {
    expect(lackOf({ state: "accepted", product, authorisation })).toBeNull();
  });

  test("is the item that is not covered, and a new authorisation names all", () => {
    const short = { ...authorisation, items: ["tax_grade"] };
    expect(lackOf({ state: "accepted", product, authorisation: short })).toMatchObject({
      shut: false,
      missing: ["vat_declaration"],
      items: ["tax_grade", "vat_declaration"],
    });
  });

  test("is all of it where the authorisation is over or of another stage", () => {
    const over = { ...authorisation, standing: "withdrawn" } as const;
    expect(lackOf({ state: "granted", product, authorisation: over })?.shut).toBe(true);
    expect(lackOf({ state: "disbursed", product, authorisation })?.shut).toBe(true);
  });

  test("is no longer asked for once the application is closed", () => {
    const over = { ...authorisation, standing: "withdrawn" } as const;
    expect(lackOf({ state: "rejected", product, authorisation: over })).toBeNull();
  });
});

describe("the list of authorisations", () => {
  const now = new Date("2026-11-20T04:00:00Z");
  const row = (id: string, parts: Partial<OwnAuthorisation> = {}): OwnAuthorisation => ({
    id,
    number: id,
    institutionId: "bank",
    institutionName: "示例银行",
    items: ["tax_grade"],
    purpose: "credit_review",
    maximumQueries: 3,
    usedQueries: 0,
    startsAt: new Date("2026-11-01T00:00:00Z"),
    endsAt: new Date("2026-12-01T00:00:00Z"),
    status: "agreed",
    standing: "in_force",
    ...parts,
  });
  const rows = [
    row("live"),
    row("platform", { institutionId: null, purpose: "platform_processing" }),
    row("stale", {
      status: "requested",
      standing: "requested",
      endsAt: new Date("2026-11-02T00:00:00Z"),
    }),
  ];

  test("opens at what is in force, and counts every tab", () => {
    const { rows: shown, counts } = listOf(rows, listAsked({}), now);
    expect(shown.map(({ id }) => id)).toEqual(["live", "platform"]);
    expect(counts).toEqual({ unanswered: 0, live: 2, paused: 0, ended: 1, all: 3 });
  });

  test("is narrowed by grantee, purpose and item", () => {
    const found = (parameters: Record<string, string>) =>
      listOf(rows, listAsked({ status: "all", ...parameters }), now).rows.map(({ id }) => id);
    expect(found({ institution: "platform" })).toEqual(["platform"]);
    expect(found({ purpose: "credit_review" })).toEqual(["live", "stale"]);
    expect(found({ item: "water" })).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { departmentList } from "../registry/departments.ts";
import { purposeCodes } from "../consent/purposes.ts";
import { catalogue, itemClasses, itemIds, itemOf, type Item } from "./catalogue.ts";
import { columnsOf } from "./readers/columns.ts";
import { titlesOf } from "./readers/header.ts";

const items: readonly Item[] = catalogue;

describe("the catalogue", () => {
  test("has at least 35 items over all classes, each with an owner, a mode, a promise and a use", () => {
    expect(items.length).toBeGreaterThanOrEqual(35);
    expect(new Set(itemIds).size).toBe(items.length);
    expect(new Set(items.map((item) => item.name)).size).toBe(items.length);
    expect([...new Set(items.map((item) => item.class))].sort()).toEqual([...itemClasses].sort());
    const departments = new Set<string>(departmentList.map(({ id }) => id));
    for (const item of items) {
      expect(departments.has(item.department), item.id).toBe(true);
      expect(item.freshDays, item.id).toBeGreaterThan(0);
      expect(item.uses.length, item.id).toBeGreaterThan(0);
      expect(item.uses.every((use) => purposeCodes.includes(use))).toBe(true);
      expect(item.fields.length, item.id).toBeGreaterThan(0);
    }
    expect(new Set(items.map((item) => item.sharing))).toEqual(
      new Set(["public", "licensed", "verification", "aggregate", "upload"]),
    );
  });

  test("discloses of real estate no more than a yes or a no", () => {
    for (const item of items.filter(({ department }) => department === "natural_resources"))
      expect(item.sharing).toBe("verification");
  });

  test("promises permits and penalties within seven working days, and nothing else so", () => {
    const promised = items.filter(({ timelyWorkingDays }) => timelyWorkingDays !== null);
    expect(promised.map(({ id, timelyWorkingDays }) => [id, timelyWorkingDays])).toEqual([
      ["permit", 7],
      ["penalty", 7],
    ]);
  });

  test("keeps no two fields of an item in one column", () => {
    for (const { id, fields } of items) {
      const kept = fields.flatMap(({ measure }) => (measure ? [measure] : []));
      expect(new Set(kept).size, id).toBe(kept.length);
      expect(new Set(fields.map(({ name }) => name)).size, id).toBe(fields.length);
    }
  });

  test("keeps in a column only what its type can hold", () => {
    const fits = {
      amount: ["amountFen", "taxFen", "paidFen", "arrearsFen"],
      count: ["count"],
      quantity: ["quantity"],
      category: ["category"],
      text: ["category"],
    } as const;
    for (const { id, fields } of items)
      for (const { type, measure } of fields)
        if (measure !== null)
          expect(fits[type as keyof typeof fits], `${id} ${type}`).toContain(measure); // Others have none.
  });

  test("speaks in its rules of fields that are there", () => {
    for (const { id, fields, rules = [] } of items) {
      const names = new Set([...fields.map(({ name }) => name), "period", "key", "uscc"]);
      for (const { field } of rules) expect(names.has(field), `${id} ${field}`).toBe(true);
    }
  });

  test("tells the columns of a file apart by name and by label, in English and in Chinese", () => {
    for (const item of items) {
      const titles = titlesOf(item);
      for (const shape of ["rows", "table"] as const) {
        if (shape === "table" && !item.table) continue;
        for (const { name, label } of columnsOf(item, shape))
          for (const title of [name, label, ` ${label} `, `*${label}`])
            expect(titles.find(shape, title)?.column.name, `${item.id} ${title}`).toBe(name);
      }
    }
  });
});

/** Indicators, the gate and the synthetic province rest on these. */
test("the items of the first stage are what they were", () => {
  const shape = (id: (typeof itemIds)[number]) =>
    itemOf(id)
      .fields.filter(
        ({ required, measure }) => required || measure !== null || id === "adverse_list",
      )
      .map(
        ({ name, measure, required }) =>
          `${name}${measure ? `:${measure}` : ""}${required ? "" : "?"}`,
      )
      .join(" ");
  const utility =
    "billed:amountFen paid:paidFen arrears:arrearsFen quantity:quantity lateDays:count";
  const contribution = "headcount:count payable:amountFen paid:paidFen arrears:arrearsFen";
  expect({
    tax_grade: shape("tax_grade"),
    vat_declaration: shape("vat_declaration"),
    income_tax_declaration: shape("income_tax_declaration"),
    invoice: shape("invoice"),
    invoice_month: shape("invoice_month"),
    electricity: shape("electricity"),
    water: shape("water"),
    gas: shape("gas"),
    social_insurance: shape("social_insurance"),
    housing_fund: shape("housing_fund"),
    penalty: shape("penalty"),
    adverse_list: shape("adverse_list"),
    loan_balance: shape("loan_balance"),
  }).toEqual({
    tax_grade: "grade:category",
    vat_declaration:
      "sales:amountFen payable:taxFen paid:paidFen arrears:arrearsFen lateDays:count",
    income_tax_declaration: "profit:amountFen payable:taxFen paid:paidFen",
    invoice: "direction:category amount:amountFen tax:taxFen counterparty status",
    invoice_month:
      "direction:category amount:amountFen tax:taxFen invoices:count redAmount redInvoices voidInvoices",
    electricity: utility,
    water: utility,
    gas: utility,
    social_insurance: contribution,
    housing_fund: contribution,
    penalty: "fine:amountFen severity:category authority fact",
    adverse_list: "list:category authority removedOn?",
    loan_balance: "balance:amountFen",
  });
});

import { expect, test } from "vitest";
import { itemIds, itemOf } from "#lib/intake/catalogue.ts";
import { compileValidator } from "#lib/intake/validator.ts";
import { buildWorld } from "../build.ts";
import { defaultWorld } from "../model.ts";
import { rowsOf } from "./index.ts";

const today = "2026-11-21";
const world = buildWorld(
  {
    ...defaultWorld,
    enterprises: 300,
    applications: 0,
    today,
    now: new Date(`${today}T13:00:00Z`),
  },
  ["520102", "520112", "520203", "520302", "522301"],
);

test("what the departments of the province send passes the catalogue, but for the damaged copies", () => {
  let rows = 0;
  const refused: string[] = [];
  for (const item of itemIds) {
    const validate = compileValidator(itemOf(item), today);
    for (const { uscc, ...row } of rowsOf(world, item)) {
      rows += 1;
      const judgement = validate(uscc, row);
      if (typeof judgement !== "string")
        refused.push(`${item}.${judgement.field} ${judgement.rule}`);
    }
  }
  // Damaged codes pass here: the register is asked elsewhere.
  expect(refused.length / rows).toBeLessThan(0.002);
  const damage = /not_a_period|required|not_a_number|not_allowed|not_whole/;
  expect(refused.filter((problem) => !damage.test(problem))).toEqual([]);
});

test("every firm has a few rows of the items that the catalogue gained, and no more", () => {
  const old = new Set([
    "tax_grade", "vat_declaration", "income_tax_declaration", "invoice", "invoice_month", "electricity",
    "water", "gas", "social_insurance", "housing_fund", "penalty", "adverse_list", "loan_balance",
  ]); // prettier-ignore
  const gained = itemIds.filter((item) => !old.has(item));
  const count = gained.reduce((sum, item) => sum + [...rowsOf(world, item)].length, 0);
  expect(count / world.enterprises.length).toBeGreaterThan(10);
  expect(count / world.enterprises.length).toBeLessThan(40);
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { dayOf, monthOf } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts"; // prettier-ignore
import { storedIndicators, storeRecords, type RecordParts } from "./factory.ts";
import { readByAuthorisation, readOwn, refreshIndicators } from "./index.ts";
import { indicators } from "./indicators.ts";
import { recordsBehind, type NamedRecord } from "./model.ts";
import { randomRecords } from "./naive/random-records.ts";

const today = dayOf(new Date());
let fresh: FreshDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

const nameOf = ({ item, period, key = "" }: Pick<RecordParts, "item" | "period" | "key">) =>
  `${item}/${period}/${key}`;

async function enterpriseWith(rows: readonly RecordParts[]) {
  const { uscc } = await anEnterprise(fresh.owner);
  await storeRecords(fresh.owner, uscc, rows);
  return uscc;
}

const refresh = (usccs: readonly string[]) =>
  refreshIndicators(fresh.owner, { usccs, today, now: new Date() });

test("the records that a figure names are enough to compute it from", async () => {
  const compared = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomRecords(monthOf(today)), async (rows) => {
      const whole = await enterpriseWith(rows);
      await refresh([whole]);
      const values = await storedIndicators(fresh.owner, whole);
      const named = await fresh.owner<NamedRecord[]>`
        select item, period::text, key, version, batch, category, months_back as "monthsBack",
          ended_on as "endedOn", valid_until as "validUntil"
        from credit.named_records(${whole}, (select array_agg(id) from intake.item), null)`;
      const twins = new Map<string, string>();
      for (const indicator of indicators) {
        const names = new Set(recordsBehind(indicator, today, named).map(nameOf));
        // Of nothing there is nothing to name.
        if (values[indicator.id] === null || names.size === 0) continue;
        // An item that is held and has nothing in the window counts as nothing, not as unknown.
        const idle = (item: string) =>
          !named.some((one) => one.item === item && names.has(nameOf(one)));
        const own = rows.filter((row) => names.has(nameOf(row)) || idle(row.item));
        twins.set(indicator.id, await enterpriseWith(own));
      }
      await refresh([...twins.values()]);
      for (const [id, uscc] of twins) {
        const twin = await storedIndicators(fresh.owner, uscc);
        expect({ id, value: twin[id as keyof typeof twin] }).toEqual({
          id,
          value: values[id as keyof typeof values],
        }); // Ids of the catalogue.
        compared.add(id);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
  expect(compared.size).toBeGreaterThan(100);
}, 120_000);

test("an enterprise is told the names of all its records, an institution only of those it may see", async () => {
  const uscc = await enterpriseWith([
    { item: "vat_declaration", period: "2026-03-01", amountFen: 5 },
    { item: "electricity", period: "2026-03-01", key: "户", amountFen: 5 },
    { item: "penalty", period: "2021-05-06", key: "罚1号", category: "minor" },
    { item: "invoice", period: "2026-03-04", key: "1", category: "sale", payload: { status: "valid" } },
  ]); // prettier-ignore
  const db = database(fresh.as("xinqiao_web"));
  const person = await anEnterprisePerson(fresh.owner, uscc);
  const own = await readOwn({ db, actor: person, now: new Date() }, { purpose: "查看" });
  if (!own.granted) throw new Error(own.because);
  // A single invoice counts in no figure: its month does.
  expect(own.records.map(nameOf)).toEqual([
    "electricity/2026-03-01/户",
    "penalty/2021-05-06/罚1号",
    "vat_declaration/2026-03-01/",
  ]);
  const officer = await anOfficer(fresh.owner, (await anInstitution(fresh.owner)).id);
  const authorisationId = await anAuthorisation(fresh.owner, {
    uscc,
    institutionId: officer.institutionId,
    signedBy: person.accountId,
    items: ["vat_declaration"],
  });
  const seen = await readByAuthorisation(
    { db, actor: officer, now: new Date() },
    {
      authorisationId,
      uscc,
      stage: "before_loan",
      purposeCode: "credit_review",
      items: null,
      applicationId: null,
      purpose: "测试",
    },
  );
  if (!seen.granted) throw new Error(seen.because);
  expect(seen.records.map(nameOf)).toEqual([
    "penalty/2021-05-06/罚1号",
    "vat_declaration/2026-03-01/",
  ]);
});

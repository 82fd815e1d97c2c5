import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { loadReference } from "./reference.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await loadReference(fresh.owner);
});
afterAll(() => fresh.drop());

test("Guizhou has nine cities and 88 counties, with codes of six digits and their parents", async () => {
  const [counts] = await fresh.owner`
    select count(*) filter (where level = 'city')::int as cities, count(*) filter (where level = 'county')::int as counties
    from registry.region where code like '52%'`;
  expect(counts).toEqual({ cities: 9, counties: 88 });
  const line = await fresh.owner`
    select code, name, level, parent from registry.region where code in ('520000', '520100', '520102') order by code`;
  expect(line.map((row) => Object.values(row))).toEqual([
    ["520000", "贵州省", "province", null],
    ["520100", "贵阳市", "city", "520000"],
    ["520102", "南明区", "county", "520100"],
  ]);
});

test("every place and every industry but the topmost has a parent that exists", async () => {
  const orphans = await fresh.owner`
    select code from registry.region r where level <> 'province'
      and not exists (select from registry.region p where p.code = r.parent)
    union all
    select code from registry.industry i where level <> 'section'
      and not exists (select from registry.industry p where p.code = i.parent)`;
  expect(orphans).toHaveLength(0);
});

test("industries are those of GB/T 4754-2017: 20 sections, 97 divisions, 473 groups, 1,381 classes", async () => {
  const rows = await fresh.owner`select level, count(*)::int from registry.industry group by 1`;
  expect(Object.fromEntries(rows.map(({ level, count }) => [level, count]))).toEqual({
    section: 20,
    division: 97,
    group: 473,
    class: 1381,
  });
});

test("loading again changes nothing", async () => {
  const state = () => fresh.owner`select xmin::text, code from registry.region order by code`;
  const before = [...(await state())];
  await loadReference(fresh.owner);
  expect([...(await state())]).toEqual(before);
});

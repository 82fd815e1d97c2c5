import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../testing/database.ts";
import { indicators } from "./indicators.ts";
import { storeIndicatorSources } from "./seed.ts";

const fresh = await freshDatabase();
afterAll(() => fresh.drop());

test("each indicator's items are in the database, no more and no fewer, however often they are stored", async () => {
  await fresh.owner`
    insert into credit.indicator_source (indicator, item) values ('vatMonths12', 'gas'), ('gone', 'water')`;
  await storeIndicatorSources(fresh.owner);
  await storeIndicatorSources(fresh.owner);
  const pairs = await fresh.owner`select indicator, item from credit.indicator_source`;
  // What stands in the registry alone rests on no item, and is named as resting on the registry.
  const expected = indicators.flatMap(({ id, items, itemsIfAny }) =>
    (items.length === 0 ? ["registry"] : [...items, ...itemsIfAny]).map((item) => `${id} ${item}`),
  );
  expect(pairs.map(({ indicator, item }) => `${indicator} ${item}`).sort()).toEqual(
    expected.sort(),
  );
});

import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "../testing/database.ts";
import { catalogue } from "./catalogue.ts";
import { storeCatalogue } from "./seed.ts";

const fresh = await freshDatabase();
afterAll(() => fresh.drop());

test("the database has the catalogue; storing it again touches no row, a changed one is put right", async () => {
  await storeCatalogue(fresh.owner);
  const rows = () =>
    fresh.owner`select id, sharing, fresh_days, xmin::text from intake.item order by id`;
  const before = [...(await rows())];
  expect(before.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id).sort());
  await storeCatalogue(fresh.owner);
  expect([...(await rows())]).toEqual(before);
  await fresh.owner`update intake.item set sharing = 'public' where id = 'invoice'`;
  await storeCatalogue(fresh.owner);
  expect((await rows()).find(({ id }) => id === "invoice")?.["sharing"]).toBe("licensed");
});

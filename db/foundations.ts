import { storeIndicatorSources } from "../lib/credit/seed.ts";
import { storeCatalogue } from "../lib/intake/seed.ts";
import { loadReference } from "../lib/registry/reference.ts";
import type { Sql } from "./client.ts";

/** The tables that are the same everywhere: regions, industries, the item catalogue. Idempotent. */
export async function loadFoundations(sql: Sql): Promise<void> {
  await loadReference(sql);
  await storeCatalogue(sql);
  await storeIndicatorSources(sql);
}

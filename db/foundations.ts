import { storeIndicatorSources } from "../lib/credit/seed.ts";
import { storePurposes } from "../lib/consent/seed.ts";
import { storeCatalogue, storeWorkingDays } from "../lib/intake/seed.ts";
import { storeDepartments } from "../lib/registry/seed.ts";
import { loadReference } from "../lib/registry/reference.ts";
import type { Sql } from "./client.ts";

/** The tables that are the same everywhere: regions, industries, the item catalogue. Idempotent. */
export async function loadFoundations(sql: Sql): Promise<void> {
  await loadReference(sql);
  await storeDepartments(sql);
  await storeCatalogue(sql);
  await storeWorkingDays(sql);
  await storePurposes(sql);
  await storeIndicatorSources(sql);
}

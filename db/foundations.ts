import { existsSync } from "node:fs";
import type { Sql } from "./client.ts";

/** The tables that are the same everywhere: regions, industries, the item catalogue. Idempotent. */
export async function loadFoundations(sql: Sql): Promise<void> {
  const parts = [
    ["../lib/registry/reference.ts", "loadReference"],
    ["../lib/intake/seed.ts", "storeCatalogue"],
    ["../lib/credit/seed.ts", "storeIndicatorSources"],
  ] as const;
  for (const [file, name] of parts) {
    const url = new URL(file, import.meta.url);
    if (!existsSync(url)) continue;
    const module = (await import(url.href)) as Record<string, (sql: Sql) => Promise<void>>;
    await module[name]?.(sql);
  }
}

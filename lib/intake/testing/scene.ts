import { afterAll, beforeAll, beforeEach } from "vitest";
import { makeUscc } from "../../kernel/uscc.ts";
import { loadReference } from "../../registry/reference.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import type { ItemId } from "../catalogue.ts";
import { ingest, type Received } from "../ingest.ts";
import { storeCatalogue } from "../seed.ts";

/** For tests of what lands: two enterprises and one with a real code that fails the check. */

export const now = new Date("2026-11-21T10:00:00+08:00");
export const [one, other] = [makeUscc("91520102", 1), makeUscc("91520102", 2)];
export const failing = "91350211M0000XUF46";

let scene: FreshDatabase | undefined;
let batches = 0;

/** The database of this file's tests; records and batches are gone before each. */
export const fresh = (): FreshDatabase => {
  if (!scene) throw new Error("onStage() was not called");
  return scene;
};

/** Called once in a file of tests, at its top. */
export function onStage(): void {
  beforeAll(async () => {
    scene = await freshDatabase();
    await loadReference(scene.owner);
    await storeCatalogue(scene.owner);
    for (const uscc of [one, other, failing]) {
      await scene.owner`
        insert into registry.enterprise (uscc, name, region_code, industry_code, size_class, established_on, status)
        values (${uscc}, '测试企业', '520102', 'C33', 'small', '2015-01-01', 'operating')`;
    }
  });
  afterAll(() => fresh().drop());
  beforeEach(() => fresh().owner`truncate credit.record, intake.batch cascade`);
}

/** One month of VAT, of the first enterprise unless it says another. */
export const declaration = (
  line: number,
  sales: unknown,
  parts: Partial<Extract<Received, { uscc: string }>> = {},
) => ({
  line,
  uscc: one,
  period: "2026-03",
  fields: { sales, payable: "130.00", paid: 130, arrears: 0, lateDays: "0" },
  ...parts,
});

/** Sends rows as a batch of their own content. */
export const send = (
  rows: readonly Received[],
  parts: { item?: ItemId; contentHash?: string; now?: Date } = {},
) =>
  ingest(fresh().owner, {
    item: "vat_declaration",
    source: "测试",
    contentHash: `content ${(batches += 1)}`,
    rows,
    now,
    ...parts,
  });

/** How a batch was accounted for. */
export const counts = ({
  received,
  accepted,
  superseded,
  duplicate,
  quarantined,
}: Awaited<ReturnType<typeof send>>) => ({
  received,
  accepted,
  superseded,
  duplicate,
  quarantined,
});

export const records = () => fresh().owner`
  select uscc, period::text, key, version, amount_fen::int, category, payload, superseded_at is null as current
  from credit.record order by uscc, period, key, version`;
export const quarantined = () =>
  fresh().owner`select line, field, rule, message, raw from intake.quarantine order by line`;

import type { Sql } from "#db/client.ts";
import type { KeyRing } from "../kernel/seal.ts";
import { sealedFields } from "./personal.ts";

/** Where sealed values lie: table, its key, the column, and what is bound into the seal. */
const places = [
  {
    table: "registry.enterprise",
    key: "uscc",
    column: "legal_representative_id_sealed",
    field: sealedFields.id,
  },
  {
    table: "registry.enterprise",
    key: "uscc",
    column: "legal_representative_phone_sealed",
    field: sealedFields.phone,
  },
  {
    table: "registry.code_review",
    key: "id",
    column: "contact_phone",
    field: sealedFields.reviewPhone,
  },
] as const;

type Row = { key: string; uscc: string; value: string };
const PORTION = 500;

/**
 * Seals everything anew with the ring's first key, as the owner: the second step of a rotation, after
 * which the old key may be taken out of the ring. What an earlier version left in the clear is sealed
 * too. Safe beside a running platform, and to be run again: a value that changed meanwhile is left.
 */
export async function resealPersonal(sql: Sql, ring: KeyRing): Promise<{ resealed: number }> {
  let resealed = 0;
  for (const { table, key, column, field } of places) {
    for (let after = ""; ;) {
      const rows = await sql<Row[]>`
        select ${sql(key)}::text as key, uscc, ${sql(column)} as value from ${sql(table)}
        where ${sql(column)} is not null and ${sql(key)}::text > ${after}
        order by ${sql(key)}::text limit ${PORTION}`;
      for (const { key: id, uscc: subject, value } of rows.filter((row) =>
        ring.isStale(row.value),
      )) {
        const place = { subject, field };
        const text = value.startsWith("v1.") ? ring.open(place, value) : value;
        const changed = await sql`
          update ${sql(table)} set ${sql(column)} = ${ring.seal(place, text)}
          where ${sql(key)}::text = ${id} and ${sql(column)} = ${value}`;
        resealed += changed.count;
      }
      const last = rows.at(-1);
      if (!last || rows.length < PORTION) break;
      after = last.key;
    }
  }
  return { resealed };
}

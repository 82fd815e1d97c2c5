import { connect } from "#db/client.ts";
import { keyRing } from "#lib/kernel/seal.ts";
import { resealPersonal } from "#lib/registry/index.ts";

// `npm run reseal` seals all personal data anew with the first key of the ring: docs/operations.md.
const url = process.env.DATABASE_URL;
const keys = process.env.PERSONAL_DATA_KEYS;
if (!url || !keys) {
  console.error("DATABASE_URL or PERSONAL_DATA_KEYS is not set; run it as `npm run reseal`.");
  process.exit(2);
}
const sql = connect(url, { max: 2, applicationName: "xinqiao-reseal" });
try {
  const { resealed } = await resealPersonal(sql, keyRing(keys));
  console.log(`${resealed} values sealed anew; all of them open with the first key.`);
} finally {
  await sql.end();
}

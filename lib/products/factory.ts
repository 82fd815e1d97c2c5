import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import type { EligibilityRule } from "./model.ts";

type Terms = Readonly<{
  version?: number;
  rules?: readonly EligibilityRule[];
  requiredItems?: readonly string[];
  regionCodes?: readonly string[];
  promisedDays?: number;
  publishedAt?: Date;
  retiredAt?: Date | null;
}>;
type Product = Readonly<{ institutionId: string; name?: string }> & Terms;

let serial = 1;

/** A product with one version in force since last year and no rules of its own, written as the owner. */
export async function aStoredProduct(sql: Sql, { institutionId, name, ...terms }: Product) {
  const productId = newId();
  await sql`
    insert into products.product (id, institution_id, name)
    values (${productId}, ${institutionId}, ${name ?? `测试税易贷${serial++}`})`;
  return { institutionId, productId, versionId: await aStoredVersion(sql, productId, terms) };
}

/** From 10 to 300 万元, 3 to 24 months, 3.35 to 6 %, on credit. */
export async function aStoredVersion(sql: Sql, productId: string, terms: Terms): Promise<string> {
  const id = newId();
  await sql`
    insert into products.product_version ${sql({
      id,
      product_id: productId,
      version: terms.version ?? 1,
      kind: "bank_loan",
      summary: "以纳税记录为依据的信用贷款。",
      approval_mode: "online",
      minimum_amount_fen: 10_000_000,
      maximum_amount_fen: 300_000_000,
      minimum_term_months: 3,
      maximum_term_months: 24,
      minimum_rate_bps: 335,
      maximum_rate_bps: 600,
      price_bands: sql.json([]),
      guarantee_kinds: ["credit"],
      repayment_kinds: ["revolving", "interest_first"],
      region_codes: [...(terms.regionCodes ?? [])],
      industry_codes: [],
      materials: [],
      promised_days: terms.promisedDays ?? 3,
      policy_based: false,
      // A rule holds nothing but what JSON can say.
      rules: sql.json((terms.rules ?? []) as unknown as Parameters<typeof sql.json>[0]),
      required_items: [...(terms.requiredItems ?? ["vat_declaration", "tax_grade"])],
      published_at: terms.publishedAt ?? new Date("2025-01-01T00:00:00Z"),
      retired_at: terms.retiredAt ?? null,
    })}`;
  return id;
}

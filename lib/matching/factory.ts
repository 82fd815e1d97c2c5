import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import type { DemandStatus } from "./model.ts";

type Demand = Readonly<{
  uscc: string;
  amountFen?: number;
  termMonths?: number;
  maximumRateBps?: number;
  status?: DemandStatus;
  postedAt?: Date;
}>;

/** An open demand of 100 万元 for a year at 6 % at most, unless told otherwise; written as the owner. */
export async function aStoredDemand(sql: Sql, demand: Demand): Promise<string> {
  const id = newId();
  await sql`
    insert into matching.demand ${sql({
      id,
      number: `XQ-TEST-${id}`,
      uscc: demand.uscc,
      amount_fen: demand.amountFen ?? 100_000_000,
      term_months: demand.termMonths ?? 12,
      maximum_rate_bps: demand.maximumRateBps ?? 600,
      purpose: "working_capital",
      guarantee_kind: "credit",
      status: demand.status ?? "open",
      posted_by: newId(),
      posted_at: demand.postedAt ?? new Date(),
      idempotency_key: newId(),
    })}`;
  return id;
}

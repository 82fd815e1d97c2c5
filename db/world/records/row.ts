import { at, Random } from "../random.ts";
import type { WorldEnterprise } from "../model.ts";
import type { ItemId } from "#lib/intake/catalogue.ts";

/** A row as a department would send it; its line number comes with the batch. */
export type SentRow = Readonly<{
  uscc: string;
  period: string;
  key?: string;
  fields: Record<string, unknown>;
}>;

/** First day of a month of the world. */
export const periodOf = (months: readonly string[], month: number): string =>
  `${at(months, month)}-01`;

/** The months that an item was sent for, or none. */
export function* monthsSent(enterprise: WorldEnterprise, item: ItemId): Generator<number> {
  const last = enterprise.coverage.get(item);
  if (last === undefined) return;
  for (let month = enterprise.series.first; month <= last; month += 1) yield month;
}

/** The stream that an enterprise's rows of one item are drawn from; the same each time it is asked. */
export const itemRandom = (seed: number, item: ItemId, enterprise: number): Random =>
  new Random(`world/${seed}/records/${item}/${enterprise}`);

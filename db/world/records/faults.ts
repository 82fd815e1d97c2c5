import { itemOf, type ItemId } from "#lib/intake/catalogue.ts";
import type { Random } from "../random.ts";
import type { SentRow } from "./row.ts";

/** A copy of a row with one of the faults that departments' files really have. */
export function broken(item: ItemId, row: SentRow, random: Random): SentRow {
  const fields = itemOf(item).fields;
  const field = random.pick(fields);
  const faults: readonly (() => SentRow)[] = [
    // One character off: the check character no longer fits.
    () => ({ ...row, uscc: row.uscc.slice(0, 17) + (row.uscc.endsWith("0") ? "1" : "0") }),
    () => ({ ...row, period: row.period.replace(/-\d\d-/, "-13-") }),
    () => ({ ...row, fields: without(row.fields, fields.find(({ required }) => required)?.name) }),
    () => ({ ...row, fields: { ...row.fields, [field.name]: field.values ? "未知" : "1.2.3" } }),
  ];
  const usable = field.values || field.unit ? faults : faults.slice(0, 3);
  return random.pick(usable)();
}

function without(fields: Record<string, unknown>, name: string | undefined) {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

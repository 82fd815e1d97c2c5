import type { ItemRule, Kept } from "./schema.ts";

/** Cross-field rules as data. One that cannot be judged, for a value is unknown, holds. */
type Row = Readonly<Record<string, Kept>>;

const numberIn = (row: Row, name: string): number | null => {
  const value = row[name];
  return typeof value === "number" ? value : null;
};

const comparing =
  (one: string, other: string, holds: (a: number, b: number) => boolean) =>
  (row: Row): boolean => {
    const [a, b] = [numberIn(row, one), numberIn(row, other)];
    return a === null || b === null || holds(a, b);
  };

/** `part` is no more than `whole`. */
export const noMoreThan = (part: string, whole: string, message: string): ItemRule => ({
  id: "no_more_than",
  field: part,
  message,
  holds: comparing(part, whole, (a, b) => a <= b),
});

/** `later` is not before `earlier`; days compare as texts. */
export const notBefore = (later: string, earlier: string, message: string): ItemRule => ({
  id: "days_in_order",
  field: later,
  message,
  holds: (row) => {
    const [a, b] = [row[later], row[earlier]];
    return typeof a !== "string" || typeof b !== "string" || a >= b;
  },
});

/** `total` is the sum of `parts`, to the last 元: reports round. */
export const addsUp = (total: string, parts: readonly string[], message: string): ItemRule => ({
  id: "adds_up",
  field: total,
  message,
  holds: (row) => {
    const whole = numberIn(row, total);
    let sum = 0;
    for (const part of parts) {
      const value = numberIn(row, part);
      if (value === null) return true;
      sum += value;
    }
    return whole === null || Math.abs(whole - sum) <= 100;
  },
});

/** A yes or no that agrees with an amount: no means nothing is owed, yes means something is. */
export const agrees = (flag: string, amount: string, message: string): ItemRule => ({
  id: "arrears_inconsistent",
  field: flag,
  message,
  holds: (row) => {
    const owed = numberIn(row, amount);
    if (row[flag] === "no") return owed === null || owed === 0;
    return row[flag] !== "yes" || owed === null || owed > 0;
  },
});

/** Where there are no people, nothing is paid for them. */
export const paidForSomebody = (people: string, paid: string): ItemRule => ({
  id: "paid_for_nobody",
  field: people,
  message: "人数为 0 而缴费金额大于 0，请核对人数。",
  holds: comparing(people, paid, (heads, sum) => heads > 0 || sum === 0),
});

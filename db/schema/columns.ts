import { bigint, customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Amounts in 分. Every amount of the house stays below 2^53, which a CHECK on entry guarantees. */
export const amount = () => bigint({ mode: "number" });
/** An instant, to the millisecond, so that a value read equals the value written. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });
export const identifier = () => uuid().primaryKey();

/** A unified social credit code: 18 characters. */
export const usccColumn = customType<{ data: string }>({ dataType: () => "char(18)" });

import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema/index.ts";

export type Schema = typeof schema;
/** The database, or a transaction of it: operations take whichever they are given. */
export type Db = Pick<
  PostgresJsDatabase<Schema>,
  | "select"
  | "selectDistinct"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "transaction"
  | "$with"
  | "with"
  | "query"
>;
export type Sql = postgres.Sql;

/** The only place that opens a connection. Times out rather than hangs when the server is gone. */
export function connect(
  url: string,
  options: { max?: number; applicationName?: string } = {},
): Sql {
  return postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    idle_timeout: 60,
    max_lifetime: 1800,
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName ?? "xinqiao",
      TimeZone: "Asia/Shanghai",
    },
    // Amounts and counts come back as numbers; every one of them is below 2^53 (see columns.ts).
    types: { bigint: { to: 20, from: [20], serialize: String, parse: Number } },
  });
}

export const database = (sql: Sql): PostgresJsDatabase<Schema> =>
  drizzle(sql, { schema, casing: "snake_case" });

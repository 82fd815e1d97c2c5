import { DrizzleQueryError, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { database } from "#db/client.ts";
import { freshDatabase } from "../testing/database.ts";
import { describeError } from "./describe-error.ts";

const fresh = await freshDatabase();
const db = database(fresh.owner);
afterAll(() => fresh.drop());

const told = async (failing: Promise<unknown>) =>
  JSON.stringify(describeError(await failing.catch((error: unknown) => error)));

test("a failed statement is told without its values", async () => {
  const text = await told(db.execute(sql`select 1/0, ${"林示例 13800001111"}::text`));
  expect(text).toContain("Failed query: select 1/0");
  expect(text).toContain("division by zero");
  expect(text).not.toMatch(/林示例|1380000/);
});

test("a value that PostgreSQL cannot read is told without the value", async () => {
  const text = await told(db.execute(sql`select ${"林示例 13800001111"}::text::int`));
  expect(text).toContain("22P02");
  expect(text).not.toMatch(/林示例|1380000/);
});

test("a row that is there already is told by its constraint, not by its values", async () => {
  const insert = () =>
    db.execute(
      sql`insert into identity.account (id, login_name, display_name, password_hash, signing_password_hash) values (gen_random_uuid(), ${"13800001111"}, 'x', 'x', 'x')`,
    );
  await insert();
  const text = await told(insert());
  expect(text).toContain("account_loginName_unique");
  expect(text).not.toContain("1380000");
});

test("values that look like the lines of a stack are not taken for them", () => {
  const values = ["first\n    at home (13800001111.ts:1:1)\nlast 林示例"];
  const text = JSON.stringify(describeError(new DrizzleQueryError("select $1", values)));
  expect(text).not.toMatch(/1380000|林示例/);
  expect(text).toContain("describe-error.test.ts");
});

test("a body that cannot be parsed is not quoted", async () => {
  const text = await told(Promise.resolve().then(() => JSON.parse('{"password": Xinqiao-2026}')));
  expect(text).not.toContain("Xinqiao-2026");
});

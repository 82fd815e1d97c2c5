import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";
import { connect } from "./client.ts";
import { ensureLogins } from "./logins.ts";

let first: FreshDatabase;
let second: FreshDatabase;
const roles = ["xinqiao_web", "xinqiao_intake", "xinqiao_worker"] as const;
const logins = roles.flatMap((role) => [`${role}_first`, `${role}_second`]);

beforeAll(async () => {
  [first, second] = [await freshDatabase(), await freshDatabase()];
});
afterAll(async () => {
  await second.drop();
  for (const login of logins) await first.owner.unsafe(`drop role if exists ${login}`);
  await first.drop();
});

const passwords = (secret: string) => ({
  xinqiao_web: secret,
  xinqiao_intake: secret,
  xinqiao_worker: secret,
});

async function asked<Row>(url: string, statement: string): Promise<Row[]> {
  const sql = connect(url, { max: 1 });
  return sql.unsafe<(Row & object)[]>(statement).finally(() => sql.end());
}

test("two installations on one server keep their passwords, in two databases and in one", async () => {
  const one = await ensureLogins(first.url, "first", passwords("secret of one"));
  for (const database of [second.url, first.url]) {
    const two = await ensureLogins(database, "second", passwords("secret of two"));
    for (const { xinqiao_web } of [one, two])
      expect(await asked(xinqiao_web, "select current_user::text as me")).toEqual([
        { me: "xinqiao_web" },
      ]);
  }
  expect(await ensureLogins(first.url, "first", passwords("secret of one"))).toEqual(one);
  expect(await asked(one.xinqiao_intake, "select current_user::text as me")).toEqual([
    { me: "xinqiao_intake" },
  ]);
});

test("a login acts as the web role and has no right that the web role has not", async () => {
  const { xinqiao_web } = await ensureLogins(first.url, "first", passwords("secret of one"));
  expect(await asked(xinqiao_web, "select id from intake.item limit 1")).toHaveLength(1);
  await expect(asked(xinqiao_web, "select 1 from credit.record")).rejects.toThrow(/denied/);
  await expect(asked(xinqiao_web, "set role xinqiao_gate")).rejects.toThrow(/denied/);
  await expect(asked(xinqiao_web, "set role xinqiao_intake")).rejects.toThrow(/denied/);
  await expect(asked(xinqiao_web, "reset role; select 1 from credit.record")).rejects.toThrow(
    /denied/,
  );
});

test("the worker's login has its queues and what intake has", async () => {
  const { xinqiao_worker } = await ensureLogins(first.url, "first", passwords("secret of one"));
  expect(await asked(xinqiao_worker, "select current_user::text as me")).toEqual([
    { me: "xinqiao_worker" },
  ]);
  for (const statement of ["select 1 from pgboss.schedule", "select 1 from credit.record"])
    expect(await asked(xinqiao_worker, statement), statement).toEqual([]);
});

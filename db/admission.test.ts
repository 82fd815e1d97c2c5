import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { freshDatabase } from "#lib/testing/database.ts";
import { refuseForeign } from "./admission.ts";
import { connect, type Sql } from "./client.ts";

let server: Sql;
let name: string;
let url: string;

beforeEach(async () => {
  server = connect(inject("serverUrl"), { max: 1 });
  name = `foreign_${randomBytes(6).toString("hex")}`;
  await server.unsafe(`create database "${name}" template template0`);
  url = new URL(`/${name}`, inject("serverUrl")).toString();
});
afterEach(async () => {
  await server.unsafe(`drop database "${name}" with (force)`);
  await server.end();
});

async function inIt(statement: string) {
  const sql = connect(url, { max: 1 });
  await sql.unsafe(statement).finally(() => sql.end());
}

const drizzleList =
  "create schema drizzle; create table drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);";

test("an empty database and one of ours are let in", async () => {
  await expect(refuseForeign(url)).resolves.toBeUndefined();
  const ours = await freshDatabase();
  await expect(refuseForeign(ours.url)).resolves.toBeUndefined();
  await ours.drop();
});

test("a database that was left by a first start of ours before any migration is let in", async () => {
  await inIt(drizzleList);
  await expect(refuseForeign(url)).resolves.toBeUndefined();
});

test("a database with tables of another program is refused, and they are named", async () => {
  await inIt("create table orders (id int)");
  await expect(refuseForeign(url)).rejects.toThrow(/not 信桥's \(public\.orders\)/);
});

test("another program that keeps its migrations with drizzle too is refused", async () => {
  await inIt(`${drizzleList} insert into drizzle.__drizzle_migrations values (1, 'other', 42);`);
  await expect(refuseForeign(url)).rejects.toThrow(/drizzle\.__drizzle_migrations/);
});

test("an address that leads nowhere is told in one sentence", async () => {
  await expect(refuseForeign("not an address")).rejects.toThrow(/must be an address/);
  await expect(refuseForeign("postgres://nobody:x@127.0.0.1:1/none")).rejects.toThrow(
    /cannot be opened/,
  );
});

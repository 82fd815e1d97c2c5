import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { keyRing } from "../kernel/seal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { resealPersonal, sealedFields } from "./index.ts";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [first, second] = [key("k1"), key("k2")];
const before = keyRing(first);
const during = keyRing(`${second},${first}`);
const after = keyRing(second);
const ID = "520115190001011239";
const PHONE = "13911112222";
let fresh: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

test("after a rotation the old key is needed no more, and a second run finds nothing to do", async () => {
  const { uscc: subject } = await anEnterprise(owner);
  await owner`
    update registry.enterprise
    set legal_representative_id_sealed = ${before.seal({ subject, field: sealedFields.id }, ID)}
    where uscc = ${subject}`;
  const reviews = [
    before.seal({ subject, field: sealedFields.reviewPhone }, PHONE),
    // An earlier version kept it in the clear.
    PHONE,
  ].map((contact_phone, index) => ({
    id: newId(),
    uscc: subject,
    enterprise_name: "示例企业",
    contact_phone,
    broken_rule: "check_character",
    status: index === 0 ? "pending" : "refused",
    decided_at: index === 0 ? null : new Date(),
    reason: index === 0 ? null : "与执照不符",
  }));
  await owner`insert into registry.code_review ${owner(reviews)}`;

  expect(await resealPersonal(owner, during)).toEqual({ resealed: 3 });
  const [enterprise] = await owner<{ sealed: string }[]>`
    select legal_representative_id_sealed as sealed from registry.enterprise where uscc = ${subject}`;
  expect(after.open({ subject, field: sealedFields.id }, enterprise?.sealed ?? "")).toBe(ID);
  const phones = await owner<
    { sealed: string }[]
  >`select contact_phone as sealed from registry.code_review`;
  for (const { sealed } of phones)
    expect(after.open({ subject, field: sealedFields.reviewPhone }, sealed)).toBe(PHONE);
  expect(await resealPersonal(owner, during)).toEqual({ resealed: 0 });
});

test("a value whose key is gone stops it, and nothing is lost", async () => {
  const { uscc: subject } = await anEnterprise(owner);
  const sealed = before.seal({ subject, field: sealedFields.id }, ID);
  await owner`update registry.enterprise set legal_representative_id_sealed = ${sealed} where uscc = ${subject}`;
  await expect(resealPersonal(owner, after)).rejects.toThrow(/lacks the key k1/);
  const [row] =
    await owner`select legal_representative_id_sealed as sealed from registry.enterprise where uscc = ${subject}`;
  expect(row).toEqual({ sealed });
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isCitizenId } from "#lib/kernel/citizen-id.ts";
import { keyRing } from "#lib/kernel/seal.ts";
import { sealedFields } from "#lib/registry/index.ts";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";
import { buildWorld } from "./build.ts";
import { defaultWorld, type World } from "./model.ts";
import { personalOf } from "./personal.ts";
import { storeEnterprises } from "./store.ts";

const ring = keyRing(`k1:${randomBytes(32).toString("base64")}`);
let fresh: FreshDatabase;
let world: World;

beforeAll(async () => {
  fresh = await freshDatabase();
  const counties = await fresh.owner<{ code: string }[]>`
    select code from registry.region where code ~ '^52[0-9]{2}(?!00)[0-9]{2}$' order by code`;
  const size = { ...defaultWorld, enterprises: 300, applications: 0, months: 6 };
  const plan = { ...size, today: "2026-11-20", now: new Date("2026-11-20T21:00:00+08:00") };
  world = buildWorld(
    plan,
    counties.map(({ code }) => code),
  );
});
afterAll(() => fresh.drop());

test("the ids are well-formed, of the enterprise's county, of nobody alive, and each another", () => {
  const ids = world.enterprises.map((enterprise) => personalOf(enterprise).id);
  expect(ids.every(isCitizenId)).toBe(true);
  expect(ids.every((id, index) => id.startsWith(world.enterprises[index]?.regionCode ?? "?"))).toBe(
    true,
  );
  expect(ids.every((id) => /^52\d{4}190\d/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the phones are of the block that stands for invented people", () => {
  for (const enterprise of world.enterprises)
    expect(personalOf(enterprise).phone).toMatch(/^1990000\d{4}$/);
});

test("the registry holds them sealed, each for its own enterprise", async () => {
  await storeEnterprises(fresh.owner, world, ring.seal);
  const rows = await fresh.owner<{ uscc: string; id: string; phone: string }[]>`
    select uscc, legal_representative_id_sealed as id, legal_representative_phone_sealed as phone
    from registry.enterprise order by registered_at, uscc`;
  expect(rows).toHaveLength(world.enterprises.length);
  const byCode = new Map(rows.map((row) => [row.uscc, row]));
  for (const enterprise of world.enterprises) {
    const { uscc: subject } = enterprise;
    const row = byCode.get(subject);
    const known = personalOf(enterprise);
    expect(ring.open({ subject, field: sealedFields.id }, row?.id ?? "")).toBe(known.id);
    expect(ring.open({ subject, field: sealedFields.phone }, row?.phone ?? "")).toBe(known.phone);
  }
});

test("without a seal there are none", async () => {
  await fresh.owner`delete from registry.enterprise`;
  await storeEnterprises(fresh.owner, world, null);
  const [row] = await fresh.owner`
    select count(*)::int as n from registry.enterprise
    where coalesce(legal_representative_id_sealed, legal_representative_phone_sealed) is not null`;
  expect(row).toEqual({ n: 0 });
});

import { generateKeyPairSync } from "node:crypto";
import * as argon2 from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aDepartmentPerson, anInstitution, anOfficer, anOperator } from "../testing/people.ts";
import {
  clientOfToken,
  createApiClient,
  disableApiClient,
  issueToken,
  listApiClients,
  listOwnApiClients,
  signIn,
} from "./index.ts";

vi.mock("@node-rs/argon2", { spy: true });

const now = new Date("2026-11-01T08:00:00Z");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const { publicKey } = generateKeyPairSync("ed25519");
const pem = publicKey.export({ format: "pem", type: "spki" }).toString();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let operator: ActorOf<"operator">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  operator = await anOperator(owner);
});
afterAll(() => fresh.drop());
beforeEach(() => {
  vi.mocked(argon2.verify).mockClear();
});

const create = (organisation = "department:tax", parts = {}) =>
  createApiClient(
    { db, actor: operator, now },
    { name: "数据报送程序", organisation, publicKey: pem, ...parts },
  );
const tokenFor = async ({ clientId, secret }: { clientId: string; secret: string }, at = now) => {
  const issued = await issueToken(db, { clientId, secret }, at);
  if (!issued) throw new Error("no token");
  return issued.token;
};

describe("a program that the operator lets in", () => {
  test("acts for its department, with the scopes of one", async () => {
    const made = await create();
    const client = await clientOfToken(db, await tokenFor(made), now);
    expect(client).toMatchObject({
      clientId: made.clientId,
      scopes: ["intake.push"],
      actor: { role: "department", departmentId: "tax", organisationName: "税务局" },
    });
    expect(client?.publicKey.algorithm).toBe("Ed25519");
  });

  test("acts for its institution, with the scopes of one", async () => {
    const { id } = await anInstitution(owner);
    const client = await clientOfToken(db, await tokenFor(await create(`institution:${id}`)), now);
    expect(client).toMatchObject({
      scopes: ["credit.read"],
      actor: { role: "loan_officer", institutionId: id },
    });
  });

  test("leaves neither its secret nor a token in the database", async () => {
    const made = await create();
    const token = await tokenFor(made);
    const kept = await owner`
      select to_jsonb(c)::text as row from identity.api_client c union all
      select to_jsonb(t)::text from identity.api_token t union all
      select to_jsonb(l)::text from audit.line l`;
    const text = kept.map(({ row }) => String(row)).join();
    expect(text).toContain(made.clientId);
    expect(text).not.toContain(made.secret);
    expect(text).not.toContain(token);
  });

  test("cannot sign in as a person", async () => {
    const made = await create();
    for (const name of [made.clientId, `程序 ${made.clientId}`]) {
      expect(await signIn(db, name, made.secret, now)).toEqual({ verdict: "wrong" });
    }
  });

  test.each([
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----", /私钥/],
    ["nonsense", "AAAA", /SM2 或 Ed25519/],
    [
      "an RSA key",
      generateKeyPairSync("rsa", { modulusLength: 2048 })
        .publicKey.export({ format: "pem", type: "spki" })
        .toString(),
      /SM2 或 Ed25519/,
    ],
  ])("is not made with %s in place of its public key", async (_, key, words) => {
    await expect(create("department:tax", { publicKey: key })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ path: "publicKey", message: expect.stringMatching(words) }],
    });
  });

  test("is not made for nobody", async () => {
    for (const organisation of ["department:nobody", "", "tax", "regulator:520000"]) {
      await expect(create(organisation)).rejects.toMatchObject({ kind: "invalid" });
    }
  });

  test("is not made by a department or an officer", async () => {
    for (const actor of [
      await aDepartmentPerson(owner),
      await anOfficer(owner, (await anInstitution(owner)).id),
    ]) {
      const form = { name: "自建程序", organisation: "department:tax", publicKey: pem };
      await expect(createApiClient({ db, actor, now }, form)).rejects.toMatchObject({
        kind: "forbidden",
      });
    }
  });
});

describe("a token", () => {
  test("is good for thirty minutes", async () => {
    const token = await tokenFor(await create());
    expect(await clientOfToken(db, token, after(29))).not.toBeNull();
    expect(await clientOfToken(db, token, after(30))).toBeNull();
  });

  test("ends with its client, at once", async () => {
    const made = await create();
    const token = await tokenFor(made);
    await disableApiClient({ db, actor: operator, now }, { clientId: made.clientId });
    expect(await clientOfToken(db, token, now)).toBeNull();
    expect(await issueToken(db, made, now)).toBeNull();
    await expect(
      disableApiClient({ db, actor: operator, now }, { clientId: made.clientId }),
    ).rejects.toMatchObject({ kind: "not_found" });
  });

  test("of nobody is nobody's", async () => {
    expect(await clientOfToken(db, "x".repeat(43), now)).toBeNull();
  });
});

describe("tries at a secret", () => {
  test("an unknown client, a wrong secret and a locked client cost the same work and get one answer", async () => {
    const made = await create();
    const work = vi.mocked(argon2.verify).mock.calls;
    const answers = [
      await issueToken(db, { clientId: "xq_nobody", secret: made.secret }, now),
      await issueToken(db, { ...made, secret: "wrong" }, now),
    ];
    await Promise.all(
      Array.from({ length: 20 }, () => issueToken(db, { ...made, secret: "wrong" }, now)),
    );
    answers.push(await issueToken(db, made, now));
    expect(answers).toEqual([null, null, null]);
    expect(work).toHaveLength(23);
  });

  test("of twenty wrong ones at once five are checked, and the right one waits for the end of the lock", async () => {
    const made = await create();
    await owner`update identity.api_client set secret_hash = ${await argon2.hash("other")} where id = ${made.clientId}`;
    const [row] = await owner<{ kept: string }[]>`
      select secret_hash as kept from identity.api_client where id = ${made.clientId}`;
    await Promise.all(Array.from({ length: 20 }, () => issueToken(db, made, now)));
    const checked = vi.mocked(argon2.verify).mock.calls.filter(([kept]) => kept === row?.kept);
    expect(checked).toHaveLength(5);
    const right = { clientId: made.clientId, secret: "other" };
    expect(await issueToken(db, right, after(14))).toBeNull();
    expect(await issueToken(db, right, after(15))).not.toBeNull();
  });

  test("are counted anew after a right one", async () => {
    const made = await create();
    for (const _ of [1, 2, 3]) {
      for (const __ of [1, 2, 3, 4]) await issueToken(db, { ...made, secret: "wrong" }, now);
      expect(await issueToken(db, made, now)).not.toBeNull();
    }
  });
});

describe("the lists", () => {
  test("show the operator every program, and a department its own alone", async () => {
    const mine = await create("department:water_company");
    const other = await create("department:gas_company");
    const all = await listApiClients({ db, actor: operator, now }, {});
    expect(all.map(({ clientId }) => clientId)).toEqual(
      expect.arrayContaining([mine.clientId, other.clientId]),
    );
    const actor = await aDepartmentPerson(owner, "water_company");
    const own = await listOwnApiClients({ db, actor, now }, {});
    expect(own).toMatchObject([{ clientId: mine.clientId, organisationName: "供水公司" }]);
    expect(JSON.stringify([all, own])).not.toMatch(/argon2|secret/i);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { aSignedCopy, aSigner } from "../consent/document/factory.ts";
import { signedCopy } from "../consent/document/index.ts";
import { platformSigner } from "../consent/index.ts";
import { sha256, sm3 } from "../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
} from "../testing/people.ts";
import { checkPublicly } from "./index.ts";
import { MAXIMUM_UPLOAD_BYTES } from "./model.ts";

const platform = platformSigner();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let person: ActorOf<"enterprise">;
let institutionId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  const { uscc } = await anEnterprise(owner, { name: "保密示例企业" });
  person = await anEnterprisePerson(owner, uscc);
  institutionId = (await anInstitution(owner)).id;
});
afterAll(() => fresh.drop());

const check = (asked: Parameters<typeof checkPublicly>[1]) =>
  checkPublicly({ db, now: new Date() }, asked);

/** A signed authorisation of the database as its parties hold it. */
async function held(parts: { withdrawnAt?: Date } = {}) {
  const id = await anAuthorisation(owner, {
    uscc: person.uscc,
    institutionId,
    signedBy: person.accountId,
    ...parts,
  });
  const [row] = await owner<
    { number: string; artefact: string; signature: string; content: Buffer }[]
  >`
    select a.number, a.artefact, a.signature, d.content
    from consent.authorisation a join consent.document d on d.authorisation_id = a.id where a.id = ${id}`;
  if (!row) throw new Error("no authorisation");
  const { algorithm, keyId, spki } = platform.publicKey;
  const signature = { algorithm, keyId, value: row.signature };
  const copy = signedCopy(row.content, { artefact: row.artefact, signature }, spki);
  return { id, ...row, copy };
}
let mine: Awaited<ReturnType<typeof held>>;
beforeEach(async () => {
  mine = await held();
});

describe("a signed copy that anybody holds", () => {
  test("is true, and in force", async () => {
    expect(await check({ file: mine.copy })).toMatchObject({
      kind: "authorisation",
      holds: true,
      standings: [{ number: mine.number, standing: "in_force", label: "生效中" }],
    });
  });

  test("is true still after it was withdrawn, and is said to be that", async () => {
    const { copy } = await held({ withdrawnAt: new Date() });
    expect(await check({ file: copy })).toMatchObject({
      holds: true,
      standings: [{ standing: "withdrawn", label: "已撤回" }],
    });
  });

  test("with one changed byte is not true, and nothing is told of what it says it is", async () => {
    const file = Buffer.from(mine.copy);
    file[2] = (file[2] ?? 0) ^ 1;
    expect(await check({ file })).toMatchObject({ holds: false, standings: [] });
  });

  test("signed by another's key is not true", async () => {
    const file = aSignedCopy(mine.content, aSigner(), mine.artefact);
    expect(await check({ file })).toMatchObject({ holds: false, standings: [] });
  });

  test("that the platform signed and does not hold has no standing here", async () => {
    const answer = await check({ file: aSignedCopy(Buffer.from("授权书"), platform) });
    expect(answer).toMatchObject({ holds: true, standings: [{ standing: null }] });
  });

  test("is answered without names, codes or items", async () => {
    const text = JSON.stringify(await check({ file: mine.copy }));
    for (const kept of ["测试企业", "保密示例企业", person.uscc, "测试人员", "vat_declaration"])
      expect(text).not.toContain(kept);
  });
});

describe("a number with a document's hash", () => {
  test.each([
    ["SM3", (content: Buffer) => sm3(content)],
    ["SHA-256", (content: Buffer) => sha256(content)],
    [
      "SM3 in small letters and groups",
      (content: Buffer) =>
        sm3(content)
          .toLowerCase()
          .replace(/(.{8})/g, "$1 "),
    ],
  ])("as %s finds what was signed, and where it stands", async (_, hashOf) => {
    const answer = await check({ number: ` ${mine.number} `, hash: hashOf(mine.content) });
    expect(answer).toMatchObject({ kind: "document", holds: true });
    expect(answer.standings).toMatchObject([{ number: mine.number, standing: "in_force" }]);
  });

  test("may be the document itself", async () => {
    expect(await check({ number: mine.number, file: mine.content })).toMatchObject({ holds: true });
  });

  test("answers the same for an unknown number as for another's hash", async () => {
    const wrongHash = await check({ number: mine.number, hash: sha256("other") });
    const wrongNumber = await check({ number: "SQ-2026-999999", hash: sha256(mine.content) });
    expect(wrongHash).toMatchObject({ holds: false, standings: [] });
    expect(wrongHash).toEqual(wrongNumber);
  });

  test("of an earlier draft is not what was signed", async () => {
    const draft = Buffer.from("昨日的授权书");
    await owner`
      insert into consent.document (authorisation_id, sha256, sm3, media_type, content, prepared_at)
      values (${mine.id}, ${sha256(draft)}, ${sm3(draft)}, 'text/plain', ${draft}, now())`;
    expect(await check({ number: mine.number, hash: sha256(draft) })).toMatchObject({
      holds: false,
    });
  });
});

test.each([
  ["nothing at all", {}, "file"],
  ["a hash that is none", { number: "SQ-1", hash: "abc" }, "hash"],
  ["a number alone", { number: "SQ-1" }, "hash"],
  ["a hash alone", { hash: "0".repeat(64) }, "number"],
  ["a file that is too large", { file: Buffer.alloc(MAXIMUM_UPLOAD_BYTES + 1) }, "file"],
])("%s is refused with what to do", async (_, asked, path) => {
  await expect(check(asked)).rejects.toMatchObject({ kind: "invalid", fields: [{ path }] });
});

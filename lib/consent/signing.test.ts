import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { hashPassword } from "../identity/index.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { withdrawAuthorisation } from "../lending/index.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { textOfPdf } from "../testing/pdf.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import {
  draftAuthorisation,
  readOwnAuthorisation,
  readOwnDocument,
  signAuthorisation,
} from "./index.ts";

const now = new Date();
const today = dayOf(now);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let person: ActorOf<"enterprise">;
let stranger: ActorOf<"enterprise">;
let officer: ActorOf<"loan_officer">;
let terms: Record<string, unknown>;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  const signing = await hashPassword("Sign-2026");
  person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc, { signing });
  stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc, { signing });
  const institution = await anInstitution(owner);
  officer = await anOfficer(owner, institution.id);
  terms = {
    institutionId: institution.id,
    items: ["vat_declaration", "tax_grade"],
    maximumQueries: "3",
    startsOn: today,
    endsOn: addDays(today, 30),
  };
});
afterAll(() => fresh.drop());

const as = (actor: typeof person | typeof officer) => ({ db, actor, now });
const draft = () => draftAuthorisation(as(person), terms);
type Drafted = Awaited<ReturnType<typeof draft>>;
const sign = (drafted: Drafted, parts: Record<string, unknown> = {}, actor = person) =>
  signAuthorisation(as(actor), {
    authorisationId: drafted.id,
    artefactHash: drafted.artefactHash,
    agreed: "yes",
    signingPassword: "Sign-2026",
    ...parts,
  });
const unlock = () =>
  owner`update identity.account set failed_signings = 0, signing_locked_until = null`;

describe("an authorisation is written out, read and signed", () => {
  test("the document names grantee, items, number of queries, period and how to withdraw", async () => {
    const { id } = await draft();
    const { content } = await readOwnDocument(as(person), { authorisationId: id });
    const document = textOfPdf(content);
    for (const words of [
      "测试示例银行",
      "增值税申报",
      "纳税缴费信用级别",
      "最多查询 3 次",
      "贷前",
      "撤回",
    ]) {
      expect(document).toContain(words);
    }
  });

  test("it opens nothing until it is signed, and is in force from then on", async () => {
    const drafted = await draft();
    const read = () => readOwnAuthorisation(as(person), { authorisationId: drafted.id });
    expect(await read()).toMatchObject({ standing: "created", signature: null });
    const receipt = await sign(drafted);
    expect(receipt.artefactHash).toBe(drafted.artefactHash);
    expect(drafted.document).toMatchObject(receipt.document);
    expect(await read()).toMatchObject({ standing: "in_force", intact: true });
  });

  test("a document changed in the database is seen as not intact", async () => {
    const drafted = await draft();
    await sign(drafted);
    const read = () => readOwnAuthorisation(as(person), { authorisationId: drafted.id });
    expect(await read()).toMatchObject({ intact: true, fault: null });
    await owner`alter table consent.document disable trigger insert_only`;
    await owner`update consent.document set content = content || ' '::bytea where authorisation_id = ${drafted.id}`;
    await owner`alter table consent.document enable always trigger insert_only`;
    expect(await read()).toMatchObject({ intact: false, fault: "document_altered" });
  });

  test("a second click on sign gives the same receipt", async () => {
    const drafted = await draft();
    const receipts = await Promise.all([sign(drafted), sign(drafted)]);
    expect(receipts[0]).toEqual(receipts[1]);
  });

  test("one line of audit is left for the draft and one for the signature", async () => {
    const drafted = await draft();
    await sign(drafted);
    const lines = await commandsAbout(owner, drafted.id);
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatchObject({
        chain: `enterprise:${person.uscc}`,
        verb: "consent.grant",
        actorId: person.accountId,
      });
    }
  });
});

describe("a signature is refused", () => {
  test.each([
    ["with a wrong second password", { signingPassword: "wrong-1" }, "identity.signing_wrong"],
    ["without the tick", { agreed: "" }, "consent.grant.input"],
    [
      "of a text that was not the one read",
      { artefactHash: "f".repeat(64) },
      "consent.document_changed",
    ],
  ])("%s", async (_, parts, reason) => {
    const drafted = await draft();
    await expect(sign(drafted, parts)).rejects.toMatchObject({ reason });
    expect(await readOwnAuthorisation(as(person), { authorisationId: drafted.id })).toMatchObject({
      standing: "created",
    });
    await unlock();
  });

  test("by a stranger, for whom the draft does not exist", async () => {
    await expect(sign(await draft(), {}, stranger)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("after five wrong passwords even with the right one, for a while", async () => {
    const drafted = await draft();
    for (let wrong = 0; wrong < 5; wrong++) {
      await expect(sign(drafted, { signingPassword: "wrong-1" })).rejects.toMatchObject({
        reason: "identity.signing_wrong",
      });
    }
    await expect(sign(drafted)).rejects.toMatchObject({ reason: "identity.signing_locked" });
    await unlock();
    await expect(sign(drafted)).resolves.toMatchObject({ id: drafted.id });
  });
});

describe("terms are refused with the field and the way out", () => {
  test.each([
    ["no item", { items: [] }, "items"],
    ["an item that is not in the catalogue", { items: ["bank_secrets"] }, "items.0|items"],
    ["no query", { maximumQueries: "0" }, "maximumQueries"],
    ["half a query", { maximumQueries: "1.5" }, "maximumQueries"],
    ["an end before the start", { endsOn: addDays(today, -1) }, "endsOn"],
    ["more than a year", { endsOn: addDays(today, 366) }, "endsOn"],
    ["a start in the past", { startsOn: addDays(today, -1) }, "startsOn"],
    ["a day that does not exist", { endsOn: "2027-02-30" }, "endsOn"],
  ])("%s", async (_, parts, path) => {
    const error = await draftAuthorisation(as(person), { ...terms, ...parts }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ kind: "invalid" });
    expect(path.split("|")).toContain((error as { fields: { path: string }[] }).fields[0]?.path);
  });
});

describe("withdrawal", () => {
  test("takes effect at once, and withdrawing again changes nothing", async () => {
    const drafted = await draft();
    await sign(drafted);
    const first = await withdrawAuthorisation(as(person), { authorisationId: drafted.id });
    const again = await withdrawAuthorisation(
      { ...as(person), now: new Date(now.getTime() + 60_000) },
      { authorisationId: drafted.id },
    );
    expect(again.withdrawnAt).toEqual(first.withdrawnAt);
  });

  test.each([
    ["a stranger's authorisation is not found", () => stranger, "not_found"],
    ["a loan officer may not speak the verb", () => officer, "forbidden"],
  ] as const)("%s", async (_, actor, kind) => {
    const drafted = await draft();
    await expect(
      withdrawAuthorisation(as(actor()), { authorisationId: drafted.id }),
    ).rejects.toMatchObject({ kind });
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { aSigner } from "../consent/document/factory.ts";
import { platformSigner } from "../consent/index.ts";
import { sha256, type Signer } from "../kernel/signing.ts";
import { aScene, anApplicationIn, aSubmission, type Scene } from "../lending/factory.ts";
import { acceptApplication, openCreditProfile, rejectApplication } from "../lending/index.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import { archiveOf, filesIn, type File } from "./archive.ts";
import { bundleFiles, manifestOf } from "./bundle.ts";
import { applicationFor, type Asker } from "./collect.ts";
import { Manifest, type Statement } from "./contents.ts";
import { exportEvidence, verifyFile } from "./index.ts";
import { bundlePaths } from "./model.ts";

const platform = platformSigner();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let applicationId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  scene = await aScene(owner);
  await owner`
    insert into credit.indicator (uscc, as_of, computed_at, months_established, tax_grade, declared_sales12_fen)
    values (${scene.uscc}, current_date, now(), 60, 'A', 900000000)`;
  applicationId = await anApplicationIn(owner, scene, [aSubmission(new Date())]);
  const other = await anApplicationIn(
    owner,
    { ...scene, demandId: await aStoredDemand(owner, { uscc: scene.uscc }) },
    [aSubmission(new Date())],
  );
  await acceptApplication(as(scene.officer), { applicationId });
  await openCreditProfile(as(scene.officer), { applicationId });
  // Between two looks of this application stands one of another.
  await openCreditProfile(as(scene.officer), { applicationId: other });
  await openCreditProfile(as(scene.colleague), { applicationId });
  await rejectApplication(as(scene.officer), { applicationId, codes: ["R04"], note: "" });
  await openCreditProfile(as(scene.officer), { applicationId: other });
});
afterAll(() => fresh.drop());

const as = <A extends Asker>(actor: A) => ({ db, actor, now: new Date() });
const exported = async (actor: Asker = scene.person) =>
  (await exportEvidence(as(actor), { applicationId })).bytes;
const failing = (bytes: Uint8Array, trusted = [platform.publicKey]) => [
  ...new Set(
    verifyFile(bytes, trusted)
      .checks.filter(({ ok }) => !ok)
      .map(({ name }) => name),
  ),
];

describe("the evidence of one application", () => {
  test.each([
    ["the enterprise", () => scene.person],
    ["an officer of the institution", () => scene.colleague],
  ])("taken away by %s verifies without a database", async (_, actor) => {
    const report = verifyFile(await exported(actor()), [platform.publicKey]);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report).toMatchObject({ kind: "bundle", holds: true });
    const detail = (name: string) => report.checks.find((check) => check.name === name)?.detail;
    expect(detail("access")).toContain("2 条访问记录");
    expect(detail("scores")).toContain("2 份评分重算结果逐位一致");
    expect(detail("chain")).toMatch(/[4-9] 行连续/);
  });

  test("tells nothing of other matters that stand in the same chain", async () => {
    const text = Buffer.from(await exported()).toString("utf8");
    const rows = await owner`
      select body from audit.line where chain = ${`enterprise:${scene.uscc}`} and body not like ${`%${applicationId}%`}`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(text).not.toContain(JSON.stringify(body).slice(1, -1));
  });

  test("leaves a line in the audit log of who took it away", async () => {
    await exported(scene.officer);
    const lines = await owner`
      select body::jsonb ->> 'verb' as verb from audit.line where chain = ${`institution:${scene.institution.id}`} order by seq desc limit 1`;
    expect(lines[0]).toMatchObject({ verb: "evidence.export" });
  });

  test("does not exist for a stranger on either side", async () => {
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    const foreign = await anOfficer(owner, (await anInstitution(owner)).id);
    for (const actor of [stranger, foreign])
      await expect(exported(actor)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("rests on scores that the database gives to nobody but people of the two parties, while they are that", async () => {
    const web = fresh.as("xinqiao_web");
    const kept = (accountId: string) =>
      web`select facts is not null as open from scoring.kept_scores(${accountId}, ${applicationId})`;
    const stranger = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
    const foreign = await anOfficer(owner, (await anInstitution(owner)).id);
    const left = await anOfficer(owner, scene.institution.id);
    await owner`update identity.membership set ended_at = now() where account_id = ${left.accountId}`;
    for (const { accountId } of [stranger, foreign, left])
      expect([...(await kept(accountId))]).toEqual([]);
    for (const { accountId } of [scene.person, scene.colleague])
      expect([...(await kept(accountId))]).toEqual([{ open: true }, { open: true }]);
    await expect(web`select facts from scoring.score`).rejects.toThrow(/permission denied/);
    await expect(web`select result from scoring.score`).rejects.toThrow(/permission denied/);
  });

  test("without inputs, once the institution may no longer keep them, says that it did not compute", async () => {
    await owner`update consent.disclosure set status = 'due' where application_id = ${applicationId}`;
    const bytes = await exported(scene.officer);
    await owner`update consent.disclosure set status = 'held' where application_id = ${applicationId}`;
    expect(Buffer.from(bytes).includes("declaredSales12Fen")).toBe(false);
    expect(verifyFile(bytes, [platform.publicKey]).checks).toContainEqual(
      expect.objectContaining({
        name: "scores",
        ok: true,
        detail: expect.stringContaining("2 份的输入数据"),
      }),
    );
  });

  test("holds under keys of both kinds", async () => {
    const signer = aSigner("SM2-SM3");
    const application = await applicationFor(db, scene.person, applicationId);
    const files = await bundleFiles(db, {
      application,
      actor: scene.person,
      signer,
      now: new Date(),
    });
    const bytes = archiveOf(files);
    expect(failing(bytes, [platform.publicKey, signer.publicKey])).toEqual([]);
    expect(failing(bytes)).toEqual(["manifest", "chain"]);
  });
});

describe("a bundle that is not what was given out", () => {
  test("is found out by one changed byte, wherever it stands", async () => {
    const bytes = await exported();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (place, mask) => failing(flipped(bytes, place, mask)).length > 0,
      ),
      { numRuns: 300 },
    );
  });

  test("is found out by one changed byte in any of its files, though it was packed again", async () => {
    const files = filesIn(await exported()) ?? [];
    expect(files.length).toBeGreaterThan(6);
    for (const { path } of files) {
      fc.assert(
        fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, mask) => {
          const changed = files.map((file) =>
            file.path === path
              ? { path, bytes: flipped(file.bytes, place % file.bytes.length, mask) }
              : file,
          );
          const names = failing(archiveOf(changed));
          return names.includes(path === bundlePaths.manifest ? "manifest" : "files");
        }),
        { numRuns: 15 },
      );
    }
  });

  test("is found out by its end, or its beginning, cut off", async () => {
    const bytes = await exported();
    fc.assert(
      fc.property(fc.integer({ min: 4, max: bytes.length - 1 }), (length) => {
        expect(failing(bytes.subarray(0, length))).toEqual(["container"]);
      }),
      { numRuns: 50 },
    );
    expect(failing(bytes.subarray(1))).toEqual(["signed_copy"]);
    expect(failing(Buffer.concat([bytes, Buffer.from("x")]))).toEqual(["container"]);
  });

  test("is found out by a file too few, too many, or in another's place", async () => {
    const files = filesIn(await exported()) ?? [];
    const more = { path: "more.txt", bytes: Buffer.from("x") };
    expect(failing(archiveOf(files.slice(0, -1)))).toContain("files");
    expect(failing(archiveOf([...files, more]))).toContain("files");
    expect(failing(archiveOf(files.slice(1)))).toContain("manifest");
  });

  test("is found out where another key signed it", async () => {
    expect(failing(await exported(), [aSigner().publicKey])).toEqual([
      "manifest",
      "signature",
      "chain",
    ]);
  });
});

describe("a bundle whose files do not agree, though its list is signed by a trusted key", () => {
  type Json = { [key: string]: unknown } & unknown[];
  const forged = async (
    path: string,
    change: (content: Json) => unknown,
    signer: Signer = platform,
  ) => failing(await signedAgain(await exported(), path, change, signer));

  test.each([
    ["a look that is left out", bundlePaths.access, (rows: Json) => rows.slice(1), ["access"]],
    [
      "a look of another time",
      bundlePaths.access,
      edit(0, { at: "2020-01-01T00:00:00.000Z" }),
      ["access"],
    ],
    ["a refusal told as granted", bundlePaths.access, edit(1, { verdict: "expired" }), ["access"]],
    [
      "a look of another application",
      bundlePaths.access,
      edit(0, { applicationId: "0197a3b0-0000-7000-8000-000000000001" }),
      ["access"],
    ],
    [
      "another input of a score",
      bundlePaths.scores,
      edit(0, { facts: { taxGrade: "B" } }),
      ["scores"],
    ],
    ["another total of a score", bundlePaths.scores, edit(0, { total: 999 }), ["scores"]],
    ["a score that a decision rests on left out", bundlePaths.scores, () => [], ["events"]],
    ["a step that is left out", bundlePaths.events, (rows: Json) => rows.slice(1), ["events"]],
    [
      "a receipt of another artefact",
      bundlePaths.receipts,
      (all: Json) => ({
        ...all,
        signings: (all["signings"] as object[]).map((one) => ({
          ...one,
          artefactHash: "0".repeat(64),
        })),
      }),
      ["receipts"],
    ],
    ["no looks at all", bundlePaths.access, () => null, ["access"]],
  ] as const)("%s", async (_, path, change, names) => {
    expect(await forged(path, change as (content: Json) => unknown)).toEqual(names);
  });

  test.each([
    ["a line of the chain left out", (lines: Json) => lines.toSpliced(1, 1), ["chain"]],
    ["the end of the chain left out", (lines: Json) => lines.slice(0, -1), ["chain"]],
    [
      "a line that says something else",
      (lines: Json) => lines.with(0, { ...(lines[0] as object), body: "{}" }),
      ["chain", "access"],
    ],
    [
      "a line in between of another hash",
      (lines: Json) => lines.with(1, { ...(lines[1] as object), hash: sha256("x") }),
      ["chain"],
    ],
  ] as const)("%s", async (_, change, names) => {
    const changeAll = (chain: Json) => ({ ...chain, lines: change(chain["lines"] as Json) });
    expect(await forged(bundlePaths.chain, changeAll)).toEqual(names);
  });

  test("an authorisation of another enterprise", async () => {
    const stranger = await aScene(owner);
    const foreign = await anApplicationIn(owner, stranger);
    const theirs = filesIn(
      (await exportEvidence(as(stranger.person), { applicationId: foreign })).bytes,
    );
    const copy = theirs?.find(({ path }) => path.startsWith("authorisations/"));
    const files = (filesIn(await exported()) ?? []).map((file) =>
      file.path.startsWith("authorisations/")
        ? { ...file, bytes: copy?.bytes ?? file.bytes }
        : file,
    );
    expect(failing(relisted(files, platform))).toEqual(["artefact", "receipts"]);
  });
});

function edit(index: number, parts: object) {
  return (rows: unknown[]) => rows.with(index, { ...(rows[index] as object), ...parts });
}

async function signedAgain(
  bytes: Uint8Array,
  path: string,
  change: (content: never) => unknown,
  signer: Signer,
) {
  const files = (filesIn(bytes) ?? []).map((file) =>
    file.path === path
      ? {
          path,
          bytes: Buffer.from(
            JSON.stringify(change(JSON.parse(Buffer.from(file.bytes).toString()) as never)),
          ),
        }
      : file,
  );
  return relisted(files, signer);
}

/** Packed again with a list that is true of the files, and signed. */
function relisted([manifest, ...files]: readonly File[], signer: Signer): Uint8Array {
  const text = Buffer.from(manifest?.bytes ?? []).toString();
  const statement: Statement = {
    ...Manifest.parse(JSON.parse(text)).statement,
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
  return archiveOf([manifestOf(statement, signer), ...files]);
}

function flipped(bytes: Uint8Array, place: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ mask;
  return copy;
}

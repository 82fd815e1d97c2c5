import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database, type Sql } from "#db/client.ts";
import { receiveSubmission } from "../intake/index.ts";
import { signerOf } from "../kernel/signing.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aDepartmentPerson, anEnterprise } from "../testing/people.ts";
import { standingWork } from "./index.ts";

const key = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
const signer = signerOf(key.toString("base64"));
const faults: unknown[] = [];
let fresh: FreshDatabase;
let owner: Sql;
let stop: () => Promise<void>;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  const ending = new AbortController();
  const worker = fresh.as("xinqiao_worker");
  const onFault = (_: string, error: unknown) => faults.push(error);
  const works = standingWork({ signer, sources: new Map(), onFault });
  const running = works.map(({ run }) => run(worker, ending.signal));
  stop = async () => {
    ending.abort();
    await Promise.all(running);
  };
});
afterAll(async () => {
  await stop();
  await fresh.drop();
});

const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const told = () =>
  owner`select subject, body, href from notify.message where organisation = 'department:tax' order by at`;

test("a file that a department sends lands, its figures are computed and the department is told", async () => {
  const { uscc } = await anEnterprise(owner);
  const person = await aDepartmentPerson(owner, "tax");
  const call = { db: database(fresh.as("xinqiao_web")), actor: person, now: new Date() };
  const header = "统一社会信用代码,评价年度,信用级别";
  const good = `${uscc},2025,A`;
  const bad = `${uscc},2025,Z`;
  await receiveSubmission(call, {
    item: "tax_grade",
    fileName: "纳税信用.csv",
    bytes: Buffer.from([header, good, bad].join("\n"), "utf8"),
  });
  await soon(async () => {
    const [row] = await owner`select status, failure from intake.submission`;
    expect(row).toEqual({ status: "landed", failure: null });
    expect(await told()).toHaveLength(1);
    const [indicator] = await owner`select tax_grade from credit.indicator where uscc = ${uscc}`;
    expect(indicator).toEqual({ tax_grade: "A" });
  });
  expect(await told()).toMatchObject([
    {
      subject: "已入库，有 1 条待更正：纳税信用.csv",
      body: expect.stringContaining("新增 1 条"),
      href: "/department/batches",
    },
  ]);
  expect(faults).toEqual([]);
});

test("a file that cannot be read is told of with its reason", async () => {
  const person = await aDepartmentPerson(owner, "tax");
  const call = { db: database(fresh.as("xinqiao_web")), actor: person, now: new Date() };
  await receiveSubmission(call, {
    item: "tax_grade",
    fileName: "空.csv",
    bytes: Buffer.from("甲,乙\n1,2\n", "utf8"),
  });
  await soon(async () => expect(await told()).toHaveLength(2));
  const [, second] = await told();
  expect(second?.["subject"]).toBe("未能入库：空.csv");
  expect(String(second?.["body"]).length).toBeGreaterThan(5);
});

import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { timeText } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anOperator } from "../testing/people.ts";
import {
  decideCodeReview,
  decidedCodeReviews,
  pendingCodeReviews,
  requestCodeReview,
  revealReviewPhone,
} from "./index.ts";

/** A code of a real organisation that fails GB 32100 (domain facts §9.1). */
const REAL_BUT_FAILING = "91350211M0000XUF46";
const now = new Date();
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
beforeEach(async () => {
  await owner`delete from registry.code_review`;
});

const ask = (parts: Record<string, string> = {}) =>
  requestCodeReview(
    { db, now },
    {
      uscc: REAL_BUT_FAILING,
      enterpriseName: "厦门示例科技有限公司",
      phone: "13911112222",
      ...parts,
    },
  );
const asOperator = () => ({ db, actor: operator, now });
const decide = (reviewId: string, parts: Record<string, string> = {}) =>
  decideCodeReview(asOperator(), {
    reviewId,
    decision: "refused",
    reason: "与执照不符",
    ...parts,
  });
const accepting = {
  decision: "accepted",
  reason: "已核对营业执照原件",
  legalRepresentative: "林示例",
  regionCode: "520100",
  industryCode: "C13",
  establishedOn: "2016-05-01",
};
const rows = () =>
  owner`select id, uscc, status, reason from registry.code_review order by requested_at, id`;

/** Pending or decided reviews, one a minute, the first the oldest; returns their ids in that order. */
async function stored(count: number, parts: { status?: string; uscc?: string } = {}) {
  const status = parts.status ?? "pending";
  const made = Array.from({ length: count }, (_, index) => {
    const at = new Date(now.getTime() - (count - index) * 60_000);
    return {
      id: newId(),
      uscc: parts.uscc ?? `9135021100000${String(index).padStart(5, "0")}`,
      enterprise_name: `示例企业${index}`,
      contact_phone: "13911112222",
      broken_rule: "check_character",
      status,
      requested_at: at,
      decided_at: status === "pending" ? null : at,
      reason: status === "pending" ? null : "与执照不符",
    };
  });
  await owner`insert into registry.code_review ${owner(made)}`;
  return made.map(({ id }) => id);
}

test.each([
  ["a region that there is not", { regionCode: "999999" }, "regionCode"],
  ["an industry that there is not", { industryCode: "Z99" }, "industryCode"],
  ["an industry of a shape that no form offers", { industryCode: "C13\u0000" }, "industryCode"],
])("%s is refused at its field, and the code stays with the operator", async (_, parts, path) => {
  const { id } = await ask();
  await expect(decide(id, { ...accepting, ...parts })).rejects.toMatchObject({
    kind: "invalid",
    fields: [{ path }],
  });
  expect(await rows()).toMatchObject([{ id, status: "pending" }]);
});

describe("a code waits for the operator once", () => {
  test("twenty requests of one person at the same moment give one row, and all are answered with it", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(answers).toEqual(Array.from({ length: 20 }, () => ({ id: row?.id })));
  });

  test("twenty requests of different people give one row, and the others hear of it", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => ask({ phone: String(13_900_000_000 + index) })),
    );
    expect(await rows()).toHaveLength(1);
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({
        kind: "conflict",
        reason: "registry.review_pending",
        message: expect.stringContaining(`待处理（${timeText(now)} 提交），无需重复提交`),
      });
    }
  });

  test("what is said of another's request names neither the person nor the phone", async () => {
    await ask();
    const answer: unknown = await ask({ phone: "13988887777" }).catch(
      (refusal: unknown) => refusal,
    );
    expect(String(answer)).not.toMatch(/13911112222|厦门示例/);
  });

  test("until it is decided: refused, it may be asked for again; accepted, it need not be", async () => {
    const { id } = await ask();
    await decide(id);
    const again = await ask({ phone: "13988887777" });
    expect(again.id).not.toBe(id);
    await decide(again.id, accepting);
    await expect(ask()).rejects.toMatchObject({
      kind: "conflict",
      reason: "registry.code_accepted",
      message: expect.stringContaining("直接注册"),
    });
    expect((await rows()).map(({ status }) => status).sort()).toEqual(["accepted", "refused"]);
  });

  test("of two operators who decide at once one decides, and the other is told", async () => {
    const { id } = await ask();
    const both = await Promise.allSettled([decide(id), decide(id, { reason: "另一理由" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "registry.review_decided" },
    });
  });
});

describe("an operator reads", () => {
  test("what waits from the oldest, page by page, without a gap or a repetition", async () => {
    const ids = await stored(130);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const answer = await pendingCodeReviews(asOperator(), { after });
      expect(answer.total).toBe(130);
      expect(answer.page.length).toBeLessThanOrEqual(20);
      seen.push(...answer.page.map(({ id }) => id));
      after = answer.after;
    } while (after);
    expect(seen).toEqual(ids);
  });

  test("the next page in full, though the one before was decided meanwhile", async () => {
    const ids = await stored(25);
    const { after } = await pendingCodeReviews(asOperator(), {});
    for (const id of ids.slice(0, 20)) await decide(id);
    const next = await pendingCodeReviews(asOperator(), { after });
    expect(next.page.map(({ id }) => id)).toEqual(ids.slice(20));
    expect(next).toMatchObject({ total: 5, after: undefined });
  });

  test("what was decided from the last decision, page by page", async () => {
    const ids = await stored(45, { status: "refused" });
    await stored(3);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const answer = await decidedCodeReviews(asOperator(), { after });
      seen.push(...answer.page.map(({ id }) => id));
      after = answer.after;
    } while (after);
    expect(seen).toEqual(ids.toReversed());
  });

  test("the phone masked, and in full with a reason that stays in the log; it lies sealed", async () => {
    const { id } = await ask();
    const answer = await pendingCodeReviews(asOperator(), {});
    expect(answer.page).toMatchObject([{ id, contactPhone: "139****2222" }]);
    const [row] = await owner`select r::text as kept from registry.code_review r where id = ${id}`;
    expect(row?.["kept"]).not.toContain("13911112222");
    const why = "电话核对营业执照";
    expect(await revealReviewPhone(asOperator(), { reviewId: id, reason: why })).toEqual({
      phone: "13911112222",
    });
    const [line] = await owner`
      select body from audit.line where body like '%reveal_contact%' order by chain, seq desc limit 1`;
    expect(line?.["body"]).toContain(why);
    expect(line?.["body"]).not.toContain("13911112222");
    for (const reason of ["", "看看"])
      await expect(revealReviewPhone(asOperator(), { reviewId: id, reason })).rejects.toMatchObject(
        {
          kind: "invalid",
        },
      );
  });

  test("the first page where the address is not to be read; nobody else reads any", async () => {
    const [id] = await stored(1);
    expect((await pendingCodeReviews(asOperator(), { after: "x_y" })).page).toMatchObject([{ id }]);
    const { uscc } = await anEnterprise(owner);
    const stranger = { db, actor: await anEnterprisePerson(owner, uscc), now };
    await expect(pendingCodeReviews(stranger, {})).rejects.toMatchObject({ kind: "forbidden" });
    await expect(decidedCodeReviews(stranger, {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});

test("the migration keeps the earliest of several pending rows, and says why the others ended", async () => {
  const folder = new URL("../../db/migrations/", import.meta.url);
  const file = readdirSync(folder).find((name) => name.endsWith("_code_reviews.sql")) ?? "";
  await owner`drop index registry.code_review_pending`;
  const ids = await stored(3, { uscc: REAL_BUT_FAILING });
  const other = await stored(1);
  await owner.unsafe(readFileSync(new URL(file, folder), "utf8"));
  const after = await rows();
  expect(
    after
      .filter(({ status }) => status === "pending")
      .map(({ id }) => id)
      .sort(),
  ).toEqual([ids[0], ...other].sort());
  expect(after.find(({ id }) => id === ids[1])).toMatchObject({
    status: "refused",
    reason: expect.stringContaining("重复申请"),
  });
});

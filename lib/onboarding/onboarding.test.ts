import * as argon2 from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { loadActor, signIn } from "../identity/index.ts";
import {
  decideCodeReview,
  pendingCodeReviews,
  readPersonal,
  requestCodeReview,
} from "../registry/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anOperator } from "../testing/people.ts";
import { answerCode, registerEnterprise } from "./index.ts";

vi.mock("@node-rs/argon2", { spy: true });

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

let phones = 13_900_000_000;
const form = (uscc: string, parts: Record<string, string> = {}) => ({
  uscc,
  legalRepresentative: "林示例",
  contactName: "王经办",
  phone: String(phones++),
  password: "Xinqiao-2026",
  signingPassword: "Sign-2026",
  agreed: "yes",
  ...parts,
});
const register = (uscc: string, parts?: Record<string, string>) =>
  registerEnterprise({ db, now }, form(uscc, parts));
const known = () => anEnterprise(owner, { legalRepresentative: "林示例" });

describe("a person registers for an enterprise", () => {
  test("and can sign in, acts for it, and has authorised the platform", async () => {
    const { uscc } = await known();
    const typed = form(uscc);
    const { accountId } = await registerEnterprise({ db, now }, typed);
    const session = await signIn(db, typed.phone, typed.password, now);
    if (session.verdict !== "right") throw new Error("cannot sign in");
    expect(await loadActor(db, session)).toMatchObject({ accountId, role: "enterprise", uscc });
    const [authorisation] =
      await owner`select stage, status, signed_by from consent.authorisation where uscc = ${uscc}`;
    expect(authorisation).toMatchObject({
      stage: "platform",
      status: "agreed",
      signed_by: accountId,
    });
  });

  test("the legal representative's id number is kept sealed, and shown masked", async () => {
    const { uscc } = await known();
    await register(uscc, { legalRepresentativeId: " 11010519491231002x " });
    const [row] =
      await owner`select legal_representative_id_sealed as sealed from registry.enterprise where uscc = ${uscc}`;
    expect(row?.sealed).not.toContain("19491231");
    expect(await readPersonal(db, uscc)).toMatchObject({ id: "110***********002X" });
    const { uscc: without } = await known();
    await register(without, { legalRepresentativeId: "" });
    expect(await readPersonal(db, without)).toMatchObject({ id: null });
  });

  test("a phone number typed with spaces or in full width is tidied, and answered as the name to sign in with", async () => {
    const { uscc } = await known();
    const typed = form(uscc, { phone: " 138 0000　９９９９ " });
    const { loginName } = await registerEnterprise({ db, now }, typed);
    expect(loginName).toBe("13800009999");
    expect(await signIn(db, loginName, typed.password, now)).toMatchObject({ verdict: "right" });
  });

  test("no transaction is open while the passwords are hashed", async () => {
    const order: string[] = [];
    vi.mocked(argon2.hash).mockImplementation(async () => {
      order.push("hash");
      return "a hash";
    });
    const transaction: Db["transaction"] = (work, config) => {
      order.push("transaction");
      return db.transaction(work, config);
    };
    const watched = Object.create(db, { transaction: { value: transaction } }) as Db; // Inherits the rest.
    await registerEnterprise({ db: watched, now }, form((await known()).uscc));
    vi.mocked(argon2.hash).mockReset();
    expect(order).toEqual(["hash", "hash", "transaction"]);
  });

  test("a code pasted with spaces, in lower case and full width is understood", async () => {
    const { uscc } = await known();
    const pasted = ` ${uscc.slice(0, 9).toLowerCase()} ${uscc.slice(9).replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `;
    await expect(register(pasted)).resolves.toMatchObject({ uscc });
  });

  test.each([
    ["a code that is too short", "9152010", "onboarding.code_length"],
    ["a letter outside the alphabet", "91520100MA7000000I", "onboarding.code_alphabet"],
    ["a wrong check character", REAL_BUT_FAILING, "onboarding.code_check_character"],
    ["a code that the registry does not have", "91310000695772014M", "onboarding.not_registered"],
  ])("%s is refused by the rule it breaks", async (_, uscc, reason) => {
    await expect(register(uscc)).rejects.toMatchObject({
      kind: "invalid",
      reason,
      fields: [{ path: "uscc" }],
    });
  });

  test.each([
    ["another legal representative", { legalRepresentative: "别人" }, "legalRepresentative"],
    [
      "an id number whose check character is wrong",
      { legalRepresentativeId: "110105194912310021" },
      "legalRepresentativeId",
    ],
    ["a phone number of ten digits", { phone: "1380000000" }, "phone"],
    ["a password without a digit", { password: "only-letters" }, "password"],
    ["the same word for both passwords", { signingPassword: "Xinqiao-2026" }, "signingPassword"],
    ["no consent to platform processing", { agreed: "" }, "agreed"],
  ])("%s is refused at its field, and nothing is left behind", async (_, parts, path) => {
    const { uscc } = await known();
    await expect(register(uscc, parts)).rejects.toMatchObject({ fields: [{ path }] });
    const [left] =
      await owner`select count(*)::int as n from identity.membership where uscc = ${uscc}`;
    expect(left?.n).toBe(0);
  });

  test("of two people who register for one enterprise at once, one succeeds and the other leaves nothing", async () => {
    const { uscc } = await known();
    const both = await Promise.allSettled([register(uscc), register(uscc)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "identity.enterprise_taken" },
    });
    const [left] =
      await owner`select count(*)::int as accounts from identity.account a where not exists (select from identity.membership m where m.account_id = a.id)`;
    expect(left?.accounts).toBe(0);
  });

  test("a phone number that is taken is refused at its field", async () => {
    const [first, second] = [await known(), await known()];
    const typed = form(first.uscc);
    await registerEnterprise({ db, now }, typed);
    await expect(register(second.uscc, { phone: typed.phone })).rejects.toMatchObject({
      reason: "identity.login_name_taken",
    });
  });
});

describe("a real code that fails the check", () => {
  const decision = {
    decision: "accepted",
    reason: "已核对营业执照原件",
    legalRepresentative: "林示例",
    regionCode: "520100",
    industryCode: "C13",
    establishedOn: "2016-05-01",
  };

  test("is let through by the operator with a reason, and can register from then on", async () => {
    expect(await answerCode({ db, now }, REAL_BUT_FAILING)).toMatchObject({
      verdict: "invalid",
      reviewable: true,
    });
    const request = {
      uscc: REAL_BUT_FAILING,
      enterpriseName: "厦门示例科技有限公司",
      phone: "13911112222",
    };
    const { id } = await requestCodeReview({ db, now }, request);
    expect(await requestCodeReview({ db, now }, request)).toEqual({ id });
    const { page } = await pendingCodeReviews({ db, actor: operator, now }, {});
    expect(page).toMatchObject([{ id }]);

    const decide = (input: object) =>
      decideCodeReview({ db, actor: operator, now }, { reviewId: id, ...input });
    await expect(decide({ ...decision, reason: "" })).rejects.toMatchObject({
      fields: [{ path: "reason" }],
    });
    await decide(decision);
    await expect(decide(decision)).rejects.toMatchObject({ reason: "registry.review_decided" });
    await expect(register(REAL_BUT_FAILING)).resolves.toMatchObject({ uscc: REAL_BUT_FAILING });
  });

  test("cannot be asked for where the code is only mistyped", async () => {
    const ask = (uscc: string) =>
      requestCodeReview(
        { db, now },
        { uscc, enterpriseName: "示例有限公司", phone: "13911112222" },
      );
    await expect(ask("9152")).rejects.toMatchObject({ reason: "registry.code_length" });
    await expect(ask((await known()).uscc)).rejects.toMatchObject({
      reason: "registry.code_is_fine",
    });
  });
});

import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { connect, database } from "#db/client.ts";
import { hashPassword } from "../identity/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import * as web from "./database.ts";
import { reportDefect } from "./log.ts";
import { authorise } from "./sign-in.ts";

vi.mock("server-only", () => ({}));
vi.mock("./database.ts", { spy: true });
vi.mock("./log.ts", () => ({ reportDefect: vi.fn() }));

const password = "Xinqiao-2026";
const now = new Date();
let fresh: FreshDatabase;
let person: Awaited<ReturnType<typeof anEnterprisePerson>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  const { uscc } = await anEnterprise(fresh.owner);
  person = await anEnterprisePerson(fresh.owner, uscc, { password: await hashPassword(password) });
});
afterAll(() => fresh.drop());
beforeEach(() => {
  vi.mocked(reportDefect).mockClear();
  vi.mocked(web.webDatabase).mockReturnValue(database(fresh.as("xinqiao_web")));
});

test("the right password signs in, whatever spaces were typed with the name", async () => {
  const loginName = ` ${person.loginName.slice(0, 4)} ${person.loginName.slice(4)}　`;
  expect(await authorise({ loginName, password }, now)).toMatchObject({
    accountId: person.accountId,
  });
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "loginName"],
  ["no password", { loginName: "officer" }],
  ["a name that is a number", { loginName: 13800000001, password }],
  ["a name that is an object", { loginName: { trim: "" }, password }],
  ["a list of passwords", { loginName: "officer", password: [password] }],
  ["a character that no text may hold", { loginName: "officer\u0000", password }],
  ["a password of a megabyte", { loginName: "officer", password: "x".repeat(1_000_000) }],
])("%s in place of what the form sends is wrong, and no defect", async (_, typed) => {
  expect(await authorise(typed, now)).toBe("wrong");
  expect(reportDefect).not.toHaveBeenCalled();
});

test("a defect is reported and answered with one fixed word", async () => {
  vi.mocked(web.webDatabase).mockImplementation(() => {
    throw new Error("relation of 13800001111 does not exist");
  });
  expect(await authorise({ loginName: "officer", password }, now)).toBe("failed");
  expect(reportDefect).toHaveBeenCalledOnce();
});

test("a database that cannot be reached is no defect, and is said to be that", async () => {
  const gone = connect("postgres://nobody@127.0.0.1:1/gone", { max: 1 });
  vi.mocked(web.webDatabase).mockReturnValue(database(gone));
  expect(await authorise({ loginName: "officer", password }, now)).toBe("unavailable");
  expect(reportDefect).not.toHaveBeenCalled();
});

test("an account whose membership has ended is told so, once the password was right", async () => {
  await fresh.owner`update identity.membership set ended_at = now() where account_id = ${person.accountId}`;
  const { loginName } = person;
  expect(await authorise({ loginName, password: "wrong-1" }, now)).toBe("wrong");
  expect(await authorise({ loginName, password }, now)).toBe("disabled");
});

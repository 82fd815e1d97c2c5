import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  anOperator,
} from "../testing/people.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { hashOf } from "./hash.ts";
import {
  approveCard,
  cardsInForce,
  declineCard,
  draftCard,
  listCards,
  promoteCard,
  proposeCard,
  readCard,
  retireCard,
  reviseReasons,
  sendBackCard,
  submitCard,
  toPmml,
} from "./index.ts";
import type { Scorecard } from "./model.ts";

const now = new Date("2026-11-21T04:00:00Z");
const today = "2026-11-21";
let fresh: FreshDatabase;
let owner: Sql;
let one: Actor;
let other: Actor;
let serial = 1;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  [one, other] = [await anOperator(owner), await anOperator(owner)];
});
afterAll(() => fresh.drop());

const as = (actor: Actor) => ({ db: database(fresh.as("xinqiao_web")), actor, now });
const aCard = (parts: Partial<Scorecard> = {}): Scorecard => ({
  ...structuredClone(bankTax1),
  id: `card-${serial++}`,
  ...parts,
});
const drafted = async (actor: Actor, card: Scorecard) =>
  (await draftCard(as(actor), { format: "json", text: JSON.stringify(card) })).id;
const reasonOf = async (work: Promise<unknown>) => {
  const refusal = await work.then(
    () => null,
    (error: unknown) => error,
  );
  return refusal instanceof Refusal ? refusal.reason : refusal;
};
async function champion(card: Scorecard, actors: readonly [Actor, Actor] = [one, other]) {
  const [first, second] = actors;
  const id = await drafted(first, card);
  await submitCard(as(first), { id });
  await approveCard(as(second), { id });
  await proposeCard(as(first), { id, note: "区分度更高" });
  await promoteCard(as(second), { id });
  return id;
}
const inForce = (institutionId: string | null = null) =>
  cardsInForce(as(one).db, institutionId, today);

describe("a card becomes what decisions rest on", () => {
  test("only by two people at each of two steps, and every step leaves a record", async () => {
    const card = aCard();
    const id = await drafted(one, card);
    await submitCard(as(one), { id });
    expect(await reasonOf(approveCard(as(one), { id }))).toBe("card.second_person");
    await approveCard(as(other), { id });
    expect((await inForce()).champion.hash).toBe(hashOf(bankTax1));
    expect((await inForce()).challengers.map(({ hash }) => hash)).toContain(hashOf(card));

    await proposeCard(as(one), { id, note: "三个月并行结果更好" });
    expect(await reasonOf(promoteCard(as(one), { id }))).toBe("card.second_person");
    await promoteCard(as(other), { id });
    expect((await inForce()).champion.hash).toBe(hashOf(card));
    expect((await readCard(as(one), { id })).events.map(({ kind, note }) => [kind, note])).toEqual([
      ["draft", null],
      ["submit", null],
      ["approve", null],
      ["propose", "三个月并行结果更好"],
      ["promote", null],
    ]);
  });

  test("and the champion before it retires in the same moment, so that there is one", async () => {
    const before = await champion(aCard());
    const after = await champion(aCard());
    expect((await readCard(as(one), { id: before })).events.at(-1)).toMatchObject({
      kind: "supersede",
      status: "retired",
    });
    const listed = await listCards(as(one), {});
    expect(listed.filter(({ status }) => status === "champion").map(({ id }) => id)).toEqual([
      after,
    ]);
  });

  test("the database itself refuses a promotion by whoever proposed it, and a change of the record", async () => {
    const id = await drafted(one, aCard());
    await submitCard(as(one), { id });
    await approveCard(as(other), { id });
    await proposeCard(as(one), { id, note: "自行提议" });
    const web = fresh.as("xinqiao_web");
    await expect(web`
      insert into scoring.card_event (card, number, kind, status, account_id, at)
      values (${id}, 5, 'promote', 'champion', ${one.accountId}, now())`).rejects.toThrow(
      "two people",
    );
    await expect(web`update scoring.card set status = 'champion' where id = ${id}`).rejects.toThrow(
      "last event",
    );
    await expect(web`update scoring.card set document = '{}' where id = ${id}`).rejects.toThrow(
      "permission denied",
    );
    await expect(owner`update scoring.card set hash = 'x' where id = ${id}`).rejects.toThrow(
      "never changes",
    );
    await expect(owner`delete from scoring.card_event where card = ${id}`).rejects.toThrow(
      "insert-only",
    );
    await declineCard(as(other), { id, note: "样本太少" });
    expect((await readCard(as(one), { id })).status).toBe("challenger");
  });

  test("of two promotions at once the later one takes the place of the first", async () => {
    const ids = await Promise.all(
      [aCard(), aCard()].map(async (card) => {
        const id = await drafted(one, card);
        await submitCard(as(one), { id });
        await approveCard(as(other), { id });
        await proposeCard(as(one), { id, note: "并行结果更好" });
        return id;
      }),
    );
    await Promise.all(ids.map((id) => promoteCard(as(other), { id })));
    const listed = await listCards(as(one), {});
    const standing = listed.filter((card) => ids.includes(card.id)).map(({ status }) => status);
    expect(standing.sort()).toEqual(["champion", "retired"]);
    expect(listed.filter(({ status }) => status === "champion")).toHaveLength(1);
  });
});

describe("a card is not published", () => {
  test("with a gap: the refusal names a value that falls into it", async () => {
    const [first, ...rest] = bankTax1.characteristics;
    if (!first) throw new Error("no characteristic");
    const gap = { ...first, attributes: first.attributes.slice(0, -1) };
    const id = await drafted(one, aCard({ characteristics: [gap, ...rest] }));
    await expect(submitCard(as(one), { id })).rejects.toMatchObject({
      reason: "card.problems",
      fields: [{ path: "taxGrade", message: expect.stringContaining("其他取值") as unknown }],
    });
    expect((await readCard(as(one), { id })).problems).toMatchObject([{ kind: "gap" }]);
  });

  test("when the second person sends it back, with the reason", async () => {
    const id = await drafted(one, aCard());
    await submitCard(as(one), { id });
    await sendBackCard(as(other), { id, note: "缺少验证报告" });
    expect(await readCard(as(one), { id })).toMatchObject({ status: "draft" });
    expect(await reasonOf(approveCard(as(other), { id }))).toBe("card.out_of_turn");
  });

  test("under a name and version that are taken, the built-in card's among them", async () => {
    const card = aCard();
    await drafted(one, card);
    expect(await reasonOf(drafted(one, card))).toBe("card.version_taken");
    expect(await reasonOf(drafted(one, structuredClone(bankTax1)))).toBe("card.version_taken");
  });
});

describe("an institution's own card", () => {
  test("scores its own applications alone, and is nobody else's to see or move", async () => {
    const [bank, elsewhere] = [await anInstitution(owner), await anInstitution(owner)];
    const officers: [Actor, Actor] = [
      await anOfficer(owner, bank.id),
      await anOfficer(owner, bank.id),
    ];
    const card = aCard({ limit: null, grades: bankTax1.grades.slice(0, 3) });
    const id = await champion(card, officers);
    const platform = (await inForce()).champion.hash;
    expect((await inForce(bank.id)).champion.hash).toBe(hashOf(card));
    expect((await inForce(elsewhere.id)).champion.hash).toBe(platform);
    expect(platform).not.toBe(hashOf(card));

    const stranger = await anOfficer(owner, elsewhere.id);
    expect(await reasonOf(readCard(as(stranger), { id }))).toBe("card.not_found");
    expect(await reasonOf(retireCard(as(one), { id, note: "清理" }))).toBe("card.not_found");
    expect(await listCards(as(stranger), {})).toEqual([]);

    await retireCard(as(officers[0]), { id, note: "改用平台评分卡" });
    expect((await inForce(bank.id)).champion.hash).toBe(platform);
  });

  test("comes from PMML, and is the card that went out", async () => {
    const bank = await anInstitution(owner);
    const officer = await anOfficer(owner, bank.id);
    const card = aCard();
    const { id } = await draftCard(as(officer), {
      format: "pmml",
      text: toPmml(card),
      id: "ignored",
      version: "1",
      validFrom: today,
    });
    expect(await readCard(as(officer), { id })).toMatchObject({ hash: hashOf(card), card });
  });

  test("does not score before its day or after its last", async () => {
    const bank = await anInstitution(owner);
    const officers: [Actor, Actor] = [
      await anOfficer(owner, bank.id),
      await anOfficer(owner, bank.id),
    ];
    const card = aCard({ validTo: today });
    await champion(card, officers);
    expect((await inForce(bank.id)).champion.hash).toBe(hashOf(card));
    const tomorrow = await cardsInForce(as(one).db, bank.id, "2026-11-22");
    expect(tomorrow.champion.hash).not.toBe(hashOf(card));
  });
});

test("an enterprise has no business with cards", async () => {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  expect(await reasonOf(listCards(as(person), {}))).toBe("card.list.forbidden");
});

test("reasons without words are given them in the next version, which may then be published", async () => {
  const silent = bankTax1.reasons.map(({ code }) => ({ code, text: "", remedy: "" }));
  const id = await drafted(one, aCard({ reasons: silent }));
  expect(await reasonOf(submitCard(as(one), { id }))).toBe("card.problems");
  expect(await reasonOf(reviseReasons(as(one), { id, reasons: silent }))).toBe(
    "card.nothing_revised",
  );
  const told = silent.map(({ code }) => ({ code, text: `${code} 偏低`, remedy: "改善后再申请" }));
  const revised = await reviseReasons(as(one), { id, reasons: told });
  expect(revised.version).toBe(2);
  expect((await readCard(as(one), revised)).problems).toEqual([]);
  // The one before is as it was: a card never changes.
  expect((await readCard(as(one), { id })).card.reasons).toEqual(silent);
  await submitCard(as(one), { id: revised.id });
  expect(await reasonOf(reviseReasons(as(one), { id: revised.id, reasons: told }))).toBe(
    "card.not_draft",
  );
});

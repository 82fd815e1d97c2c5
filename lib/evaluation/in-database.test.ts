import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { columnOf } from "../credit/index.ts";
import { indicators } from "../credit/indicators.ts";
import { Refusal } from "../kernel/refusal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anOperator, aRegulator } from "../testing/people.ts";
import { storeRecords } from "../credit/factory.ts";
import { templateFor, templatesInForce } from "./in-force.ts";
import {
  approveTemplate,
  askDryRun,
  draftTemplate,
  evaluate,
  evaluateDueMonths,
  evaluateMonth,
  readDistribution,
  readOwnEvaluation,
  readTemplate,
  retireTemplate,
  sendBackTemplate,
  submitTemplate,
  workNextDryRun,
} from "./index.ts";
import type { EvaluationTemplate } from "./model.ts";
import { builtInTemplates } from "./templates/index.ts";
import { evaluationToSql, textParameter } from "./to-sql.ts";

const now = new Date("2026-11-21T04:00:00Z");
const [example] = builtInTemplates;
if (!example) throw new Error("no example");
let fresh: FreshDatabase;
let owner: Sql;
let one: Actor;
let other: Actor;
let version = 10;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  [one, other] = [await anOperator(owner), await anOperator(owner)];
});
afterAll(() => fresh.drop());

const as = (actor: Actor, at = now) => ({ db: database(fresh.as("xinqiao_web")), actor, now: at });
const aTemplate = (parts: Partial<EvaluationTemplate> = {}): EvaluationTemplate => ({
  ...example,
  version: version++,
  ...parts,
});
const drafted = async (template: EvaluationTemplate) =>
  (await draftTemplate(as(one), { text: JSON.stringify(template) })).id;
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.reason : error),
  );
const inForceAt = async (day: string, regionCode: string, at = now) =>
  templateFor(await templatesInForce(as(one).db, { day, at }), regionCode)?.template;

describe("a template evaluates", () => {
  test("only after another person has approved it, in its region and validity alone, until it is retired", async () => {
    const own = aTemplate({ regionCode: "520100", validFrom: "2026-12-01" });
    const id = await drafted(own);
    await submitTemplate(as(one), { id });
    expect(await reasonOf(approveTemplate(as(one), { id }))).toBe("evaluation.second_person");
    await sendBackTemplate(as(other), { id, note: "请核对分界" });
    await submitTemplate(as(one), { id });
    await approveTemplate(as(other), { id });

    expect(await inForceAt("2026-11-30", "520102")).toEqual(example);
    expect(await inForceAt("2026-12-01", "520102")).toEqual(own);
    expect(await inForceAt("2026-12-01", "520300")).toEqual(example);
    expect(await inForceAt("2026-12-01", "520102", new Date("2026-11-20T00:00:00Z"))).toEqual(
      example,
    );
    const later = new Date("2026-12-05T00:00:00Z");
    await retireTemplate(as(one, later), { id, note: "由新办法替代" });
    expect(await inForceAt("2026-12-06", "520102", later)).toEqual(example);
    expect((await readTemplate(as(one), { id })).events.map(({ kind }) => kind)).toEqual(
      ["draft", "submit", "send_back", "submit", "approve", "retire"],
    ); // prettier-ignore
  });

  test("as it was approved: the database refuses a change, and an approval by whoever submitted it", async () => {
    const id = await drafted(aTemplate());
    await submitTemplate(as(one), { id });
    const web = fresh.as("xinqiao_web");
    await expect(web`
      insert into evaluation.template_event (template, number, kind, status, account_id, at)
      values (${id}, 3, 'approve', 'approved', ${one.accountId}, now())`).rejects.toThrow(
      "two people",
    );
    await expect(
      web`update evaluation.template set status = 'approved' where id = ${id}`,
    ).rejects.toThrow("last event");
    await expect(
      owner`update evaluation.template set document = '{}' where id = ${id}`,
    ).rejects.toThrow("never changes");
  });

  test("under a version that nobody used before, in a region that there is, and without a problem", async () => {
    const template = aTemplate();
    await drafted(template);
    expect(await reasonOf(drafted(template))).toBe("evaluation.version_taken");
    expect(await reasonOf(drafted(aTemplate({ version: 1 })))).toBe("evaluation.version_taken");
    expect(await reasonOf(drafted(aTemplate({ regionCode: "999999" })))).toBe(
      "evaluation.problems",
    );
    expect(await reasonOf(drafted(aTemplate({ grades: [] })))).toBe("evaluation.problems");
  });
});

test("SQL and memory give a thousand random enterprises the same score, grade and completeness", async () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const words = ["A", "B", "M", "C", "D", ""];
  const facts = Array.from({ length: 1000 }, () =>
    Object.fromEntries(
      indicators.map(({ id, kind, unit }) => {
        const value = kind === "text" ? words[random(6)] : random(unit === "基点" ? 12_000 : 3);
        return [id, random(5) === 0 ? null : (value ?? null)];
      }),
    ),
  );
  const rows = facts.map((each, at) => ({
    ...Object.fromEntries(Object.entries(each).map(([id, value]) => [columnOf(id), value])),
    as_of: "2026-11-21",
    uscc: String(at).padStart(18, "0"),
  }));
  for (const template of builtInTemplates) {
    const { texts, text } = textParameter(1);
    const statement = evaluationToSql(template, {
      keep: ["known.uscc"],
      from: "json_populate_recordset(null::credit.indicator, $2::text::json) known",
      where: "true",
      text,
    });
    const found = await owner.unsafe(`${statement} order by uscc`, [texts, JSON.stringify(rows)]);
    const inSql = found.map(({ score, known_bps, grade, national_grade }) => [
      score, known_bps, grade, national_grade,
    ] as unknown); // prettier-ignore
    const inMemory = facts.map((each) => {
      const { score, knownBps, grade, national } = evaluate(template, each);
      return [score, knownBps, grade, national];
    });
    expect(inSql).toEqual(inMemory);
  }
});

describe("a month", () => {
  const usccs: string[] = [];
  beforeAll(async () => {
    for (let at = 0; at < 26; at++) {
      const { uscc } = await anEnterprise(owner);
      usccs.push(uscc);
      // Fourteen are sound, twelve of dishonest debtors; the rest of the facts comes with the items.
      await storeRecords(owner, uscc, [
        { item: "tax_grade", period: "2026-01-01", category: "A" },
        ...(at < 14 ? [] : [{ item: "dishonest_debtor" as const, period: "2026-03-01", key: "1" }]),
      ]);
    }
  });
  const worker = () => fresh.as("xinqiao_worker");
  const countsOf = (month: string) => owner`
    select region_code, section, grade, enterprises from evaluation.month_count where month = ${month} order by 1, 2, 3`;

  test("is evaluated as it stood at its end, and again gives the same whatever has come since", async () => {
    const known = new Date(Date.now() + 1000);
    expect(await evaluateMonth(worker(), "2026-10", known)).toBe(26);
    const first = await countsOf("2026-10");
    expect(first.filter(({ grade }) => grade === "E").map(({ enterprises }) => enterprises)).toEqual([12]); // prettier-ignore
    await owner`update credit.record set superseded_at = now() + interval '1 day' where item = 'dishonest_debtor'`;
    const later = new Date(Date.now() + 172_800_000);
    expect(await evaluateDueMonths(worker(), now)).toEqual({ months: 0, enterprises: 0 });
    await owner`update evaluation.month set computed_at = null`;
    expect(await evaluateDueMonths(worker(), later)).toEqual({ months: 1, enterprises: 26 });
    expect(await countsOf("2026-10")).toEqual(first);
    expect(await evaluateMonth(worker(), "2025-10", now)).toBe(0);
  });

  test("is the regulator's as counts of no fewer than ten, and an enterprise's own result its own alone", async () => {
    const seen = await readDistribution(as(await aRegulator(owner)), { month: "2026-10" });
    expect(seen.chosen?.template.id).toBe("five-dimensions");
    expect(seen.chosen?.whole.enterprises).toBe(26);
    expect(seen.chosen?.byRegion.map(({ code, enterprises }) => [code, enterprises])).toEqual([
      ["520100", 26],
    ]);
    const elsewhere = await readDistribution(as(await aRegulator(owner, "520300")), {});
    expect(elsewhere.chosen).toBeNull();
    const [uscc = ""] = usccs;
    const mine = await readOwnEvaluation(as(await anEnterprisePerson(owner, uscc)), {});
    expect(mine.granted && mine.months.map(({ month }) => month)).toEqual(["2026-10"]);
    await expect(fresh.as("xinqiao_web")`select * from evaluation.month_result`).rejects.toThrow(
      "permission denied",
    );
    expect(await reasonOf(readDistribution(as(one), {}))).toBe("evaluation.distribution.forbidden");
  });

  test("tries a template on everybody, beside the one in force, and shows no small count", async () => {
    await owner`
      insert into credit.indicator (uscc, as_of, computed_at, serious_dishonesty_lists)
      select unnest(${usccs}::bpchar[]), '2026-11-21', now(), 0
      on conflict (uscc) do update set serious_dishonesty_lists = 0`;
    await owner`update credit.indicator set serious_dishonesty_lists = 1 where uscc = any (${usccs.slice(0, 3)}::bpchar[])`;
    const id = await drafted(aTemplate());
    await askDryRun(as(one), { id });
    await askDryRun(as(other), { id });
    expect(await workNextDryRun(worker(), now)).toBe(true);
    expect(await workNextDryRun(worker(), now)).toBe(false);
    const { dryRun } = await readTemplate(as(one), { id });
    expect(dryRun).toMatchObject({
      status: "done",
      result: { enterprises: 26, inForce: { id: "five-dimensions", version: 1 } },
    });
    expect(dryRun?.result?.counts.filter(({ enterprises }) => enterprises !== 0)).toEqual([
      { grade: "E", label: "差", enterprises: null },
      { grade: null, label: "未评级", enterprises: null },
    ]);
  });
});

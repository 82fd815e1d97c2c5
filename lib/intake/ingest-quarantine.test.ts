import { describe, expect, test } from "vitest";
import { makeUscc } from "../kernel/uscc.ts";
import type { Received } from "./ingest.ts";
import {
  counts,
  declaration,
  failing,
  one,
  other,
  quarantined,
  records,
  send,
  onStage,
} from "./testing/scene.ts";

onStage();

describe("quarantine", () => {
  const rules: readonly (readonly [string, Received, field: string, rule: string])[] = [
    ["a missing required field", declaration(2, undefined), "sales", "required"],
    ["a word that stands for nothing", declaration(2, "无"), "sales", "required"],
    ["a word where a number belongs", declaration(2, "1.2.3"), "sales", "not_a_number"],
    ["a third decimal of an amount", declaration(2, "1.005"), "sales", "too_precise"],
    ["a third decimal that is a number", declaration(2, 1.005), "sales", "too_precise"],
    ["a negative amount", declaration(2, -1), "sales", "too_small"],
    ["an amount in the wrong unit", declaration(2, 1e13), "sales", "too_large"],
    [
      "half a day",
      {
        ...declaration(2, 1),
        fields: { sales: 1, payable: 1, paid: 1, arrears: 0, lateDays: 1.5 },
      },
      "lateDays",
      "not_whole",
    ],
    [
      "a month that does not exist",
      declaration(2, 1, { period: "2026-13" }),
      "period",
      "not_a_period",
    ],
    [
      "a day that does not exist",
      declaration(2, 1, { period: "2026-02-30" }),
      "period",
      "not_a_period",
    ],
    ["a month to come", declaration(2, 1, { period: "202612" }), "period", "period_in_future"],
    ["a missing period", declaration(2, 1, { period: "" }), "period", "required"],
    ["a short code", declaration(2, 1, { uscc: "9152" }), "uscc", "length"],
    [
      "a code with a wrong check character",
      declaration(2, 1, { uscc: one.slice(0, 17) + (one.endsWith("0") ? "1" : "0") }),
      "uscc",
      "check_character",
    ],
    [
      "a code that nobody has registered",
      declaration(2, 1, { uscc: makeUscc("91520102", 99) }),
      "uscc",
      "unknown_enterprise",
    ],
    [
      "a line that the reader gave up on",
      {
        line: 2,
        problem: { field: "line", rule: "columns", message: "列数不符。" },
        raw: { line: "a,b" },
      },
      "line",
      "columns",
    ],
  ];

  test.each(rules)("%s is set apart with its line, field and rule", async (_, row, field, rule) => {
    const report = await send([row, declaration(3, 1, { uscc: other })]);
    expect(counts(report)).toEqual({
      received: 2,
      accepted: 1,
      superseded: 0,
      duplicate: 0,
      quarantined: 1,
    });
    expect(await quarantined()).toEqual([
      {
        line: 2,
        field,
        rule,
        message: expect.stringMatching(/[\u4e00-\u9fff]/),
        raw: expect.any(Object),
      },
    ]);
  });

  test("a value outside the list and a missing key are named", async () => {
    const invoice = (line: number, parts: object) => ({
      line,
      uscc: one,
      period: "2026-03-05",
      key: "sale:1:A",
      fields: {
        direction: "sale",
        amount: -1,
        tax: 0,
        counterparty: "A",
        status: "valid",
        ...parts,
      },
    });
    const { key: _, ...keyless } = invoice(3, {});
    const report = await send(
      [
        invoice(2, { status: "未知" }),
        keyless,
        invoice(4, {}),
        invoice(5, { counterparty: "a\0b" }),
      ],
      { item: "invoice" },
    );
    expect(counts(report)).toMatchObject({ accepted: 1, quarantined: 3 });
    expect((await quarantined()).map(({ field, rule }) => [field, rule])).toEqual([
      ["status", "not_allowed"],
      ["key", "required"],
      ["counterparty", "unreadable_text"],
    ]);
  });

  test("the row is kept as it was received", async () => {
    await send([declaration(2, "x", { raw: { 整行: "E1,x" } }), declaration(3, "y")]);
    expect((await quarantined()).map(({ raw }) => raw)).toEqual([
      { 整行: "E1,x" },
      {
        uscc: one,
        period: "2026-03",
        sales: "y",
        payable: "130.00",
        paid: 130,
        arrears: 0,
        lateDays: "0",
      },
    ]);
  });

  test("a code that fails its check and was registered after a review is let in", async () => {
    expect(counts(await send([declaration(2, 1, { uscc: failing })]))).toMatchObject({
      accepted: 1,
    });
  });

  test("a code typed in full width and lower case is the same enterprise", async () => {
    const typed = ` ${one.toLowerCase().replace("9", "９")} `;
    await send([declaration(2, 1, { uscc: typed })]);
    expect((await records())[0]?.["uscc"]).toBe(one);
  });
});

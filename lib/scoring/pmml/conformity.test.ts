import { describe, expect, test } from "vitest";
import { compileEngine } from "../engine.ts";
import type { FactValues } from "../model.ts";
import { fromPmml } from "./read.ts";

const defaults = { id: "sample", version: 1, validFrom: "2026-01-01" };

const attribute = (points: string, predicate: string) =>
  `<Attribute ${points}>${predicate}</Attribute>`;
const simple = (field: string, operator: string, value?: string) =>
  `<SimplePredicate field="${field}" operator="${operator}"${value === undefined ? "" : ` value="${value}"`}/>`;
const both = (one: string, other: string) =>
  `<CompoundPredicate booleanOperator="and">${one}${other}</CompoundPredicate>`;
const partial = (points: number, predicate: string, reason = "") =>
  attribute(`partialScore="${points}"${reason ? ` reasonCode="${reason}"` : ""}`, predicate);

const department = [
  partial(-9, simple("department", "isMissing")),
  partial(19, simple("department", "equal", "marketing")),
  partial(3, simple("department", "equal", "engineering")),
  partial(6, simple("department", "equal", "business")),
];
const age = [
  partial(-1, simple("age", "isMissing")),
  partial(-3, simple("age", "lessOrEqual", "18")),
  partial(0, both(simple("age", "greaterThan", "18"), simple("age", "lessOrEqual", "29"))),
  partial(12, both(simple("age", "greaterThan", "29"), simple("age", "lessOrEqual", "39"))),
  partial(18, simple("age", "greaterThan", "39")),
];
const income = [
  partial(5, simple("income", "isMissing")),
  partial(26, simple("income", "lessOrEqual", "1000")),
  partial(
    5,
    both(simple("income", "greaterThan", "1000"), simple("income", "lessOrEqual", "2500")),
  ),
  partial(-3, simple("income", "greaterThan", "2500")),
];
const characteristic = (name: string, given: string, attributes: readonly string[]) =>
  `<Characteristic name="${name}" ${given}>${attributes.join("")}</Characteristic>`;
/** The card of the standard's own example: department, age and income, with baselines 19, 18 and 10. */
const example = [
  characteristic("departmentScore", 'reasonCode="RC1" baselineScore="19"', department),
  characteristic("ageScore", 'reasonCode="RC2" baselineScore="18"', age),
  characteristic("incomeScore", 'reasonCode="RC3" baselineScore="10"', income),
];

type Parts = Readonly<{ model?: string; dictionary?: string; schema?: string; after?: string }>;
const document = (characteristics: readonly string[], parts: Parts = {}) => `<?xml version="1.0"?>
<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
  <DataDictionary>${
    parts.dictionary ??
    `<DataField name="department" optype="categorical" dataType="string"/>
     <DataField name="age" optype="continuous" dataType="integer"/>
     <DataField name="income" optype="continuous" dataType="double"/>`
  }</DataDictionary>
  <Scorecard modelName="Sample" functionName="regression" ${parts.model ?? ""}>
    <MiningSchema>${
      parts.schema ??
      ["department", "age", "income"].map((name) => `<MiningField name="${name}"/>`).join("")
    }</MiningSchema>${parts.after ?? ""}
    <Characteristics>${characteristics.join("")}</Characteristics>
  </Scorecard>
</PMML>`;

function evaluated(xml: string, facts: FactValues) {
  const engine = compileEngine(fromPmml(xml, defaults));
  const choice = engine.choose(facts);
  if (!choice) return null;
  return {
    total: choice.total,
    reasons: engine.rank(choice).map(({ code, lost }) => [code, lost]),
  };
}

const engineer = { department: "engineering", age: 25, income: 500 };

describe("the example of department, age and income", () => {
  test("adds up, and ranks what lies below each baseline, without what lies above it", () => {
    expect(evaluated(document(example), engineer)).toEqual({
      total: 29,
      reasons: [
        ["RC2", 18],
        ["RC1", 16],
      ],
    });
  });

  test("gives what an unknown value is said to give", () => {
    expect(evaluated(document(example), {})).toEqual({
      total: -5,
      reasons: [
        ["RC1", 28],
        ["RC2", 19],
        ["RC3", 5],
      ],
    });
  });

  test("begins with the initial score", () => {
    const xml = document(example, { model: 'initialScore="100.5"' });
    expect(evaluated(xml, engineer)?.total).toBe(129.5);
  });

  test("has no result where no attribute is true, rather than zero", () => {
    expect(evaluated(document(example), { ...engineer, department: "law" })).toBeNull();
  });

  test("ranks what lies above the baseline where points are a penalty", () => {
    const xml = document(example, { model: 'reasonCodeAlgorithm="pointsAbove"' });
    expect(evaluated(xml, engineer)?.reasons).toEqual([["RC3", 16]]);
  });

  test("keeps a reason that lost exactly nothing, and ranks nothing without reason codes", () => {
    const marketer = { department: "marketing", age: 40, income: 5000 };
    expect(evaluated(document(example), marketer)?.reasons).toEqual([
      ["RC3", 13],
      ["RC1", 0],
      ["RC2", 0],
    ]);
    const silent = document(example, { model: 'useReasonCodes="false"' });
    expect(evaluated(silent, marketer)).toEqual({ total: 34, reasons: [] });
  });
});

describe("reasons and baselines", () => {
  test("an attribute's reason stands in place of its characteristic's", () => {
    const own = [...age.slice(1), partial(-1, simple("age", "isMissing"), "RC9")];
    const xml = document([characteristic("ageScore", 'reasonCode="RC2" baselineScore="18"', own)]);
    expect(evaluated(xml, {})?.reasons).toEqual([["RC9", 19]]);
    expect(evaluated(xml, { age: 18 })?.reasons).toEqual([["RC2", 21]]);
  });

  test("a characteristic's baseline stands in place of the model's", () => {
    const xml = document(
      [
        characteristic("ageScore", 'reasonCode="RC2"', age),
        characteristic("incomeScore", 'reasonCode="RC3" baselineScore="10"', income),
      ],
      { model: 'baselineScore="30"' },
    );
    expect(evaluated(xml, engineer)?.reasons).toEqual([["RC2", 30]]);
  });

  test("points are summed for each code before they are ranked or dropped", () => {
    const shared = example.map((one) => one.replace(/RC[13]/, "RC1"));
    // Department lost 16, income won as many: together nothing, which is kept.
    expect(evaluated(document(shared), engineer)?.reasons).toEqual([
      ["RC2", 18],
      ["RC1", 0],
    ]);
    expect(evaluated(document(shared), { ...engineer, department: "business" })?.reasons).toEqual([
      ["RC2", 18],
    ]);
  });

  test.each([
    ["without a baseline", 'reasonCode="RC2"', "没有 baselineScore"],
    ["without a reason", 'baselineScore="18"', "没有 reasonCode"],
  ])("a model that uses reason codes is invalid %s", (_, given, said) => {
    const xml = document([characteristic("ageScore", given, age)]);
    expect(() => fromPmml(xml, defaults)).toThrow(said);
    expect(() =>
      fromPmml(xml.replace("<Scorecard", '<Scorecard useReasonCodes="false"'), defaults),
    ).not.toThrow();
  });
});

describe("the first attribute that is true counts", () => {
  const overlapping = [
    partial(1, simple("age", "lessThan", "20")),
    partial(2, simple("age", "lessThan", "40")),
    partial(3, "<True/>"),
  ];
  const xml = document([
    characteristic("ageScore", 'reasonCode="R" baselineScore="3"', overlapping),
  ]);

  test.each([
    [19, 1],
    [20, 2],
    [40, 3],
    [null, 3],
  ])("age %s gives %d", (given, total) => {
    expect(evaluated(xml, { age: given })?.total).toBe(total);
  });

  test("and is read as bins that do not overlap", () => {
    const [read] = fromPmml(xml, defaults).characteristics;
    expect(read?.attributes[1]?.when).toEqual({
      kind: "interval",
      from: { value: 20, closed: true },
      to: { value: 40, closed: false },
    });
  });
});

describe("predicates know three values", () => {
  const holds = (predicate: string, facts: FactValues) => {
    const attributes = [partial(1, predicate), partial(0, "<True/>")];
    const xml = document([characteristic("c", 'reasonCode="R" baselineScore="1"', attributes)]);
    return evaluated(xml, facts)?.total === 1;
  };
  const compound = (operator: string, ...of: string[]) =>
    `<CompoundPredicate booleanOperator="${operator}">${of.join("")}</CompoundPredicate>`;
  const old = simple("age", "greaterThan", "60");
  const rich = simple("income", "greaterThan", "1000");
  const set = (operator: string) =>
    `<SimpleSetPredicate field="department" booleanOperator="${operator}"><Array n="2" type="string">"human resources" law</Array></SimpleSetPredicate>`;

  test.each<[string, string, FactValues, boolean]>([
    ["a comparison with the unknown is not true", simple("age", "notEqual", "5"), {}, false],
    [
      "unknown and false is false, so or can still hold",
      compound("or", old, rich),
      { income: 2000 },
      true,
    ],
    ["or of unknown and false is unknown", compound("or", old, rich), { income: 1 }, false],
    ["and of unknown and true is unknown", compound("and", old, rich), { income: 2000 }, false],
    ["xor holds for one", compound("xor", old, rich), { age: 70, income: 1 }, true],
    ["xor does not hold for two", compound("xor", old, rich), { age: 70, income: 2000 }, false],
    ["xor holds for three", compound("xor", old, rich, "<True/>"), { age: 70, income: 2000 }, true],
    ["xor of unknown is unknown", compound("xor", old, rich), { age: 70 }, false],
    [
      "surrogate takes the first that can be told",
      compound("surrogate", old, rich),
      { income: 2000 },
      true,
    ],
    [
      "surrogate does not look past one that can",
      compound("surrogate", old, rich),
      { age: 1, income: 2000 },
      false,
    ],
    ["an array may quote its values", set("isIn"), { department: "human resources" }, true],
    ["not in", set("isNotIn"), { department: "marketing" }, true],
    ["not in, of the unknown, is unknown", set("isNotIn"), {}, false],
    ["false is never true", "<False/>", { age: 1 }, false],
    ["not missing", simple("income", "isNotMissing"), { income: 0 }, true],
  ])("%s", (_, predicate, facts, expected) => {
    expect(holds(predicate, facts)).toBe(expected);
  });
});

describe("points that are computed", () => {
  const computed = (expression: string) =>
    document([
      characteristic("incomeScore", 'reasonCode="R" baselineScore="40"', [
        `<Attribute><True/><ComplexPartialScore>${expression}</ComplexPartialScore></Attribute>`,
      ]),
    ]);
  const apply = (name: string, ...of: string[]) =>
    `<Apply function="${name}">${of.join("")}</Apply>`;
  const fact = '<FieldRef field="income"/>';
  const constant = (value: number) => `<Constant dataType="double">${value}</Constant>`;

  test("from the value of a field", () => {
    const xml = computed(apply("+", apply("*", constant(0.03), fact), constant(11)));
    expect(evaluated(xml, { income: 500 })).toEqual({ total: 26, reasons: [["R", 14]] });
  });

  test("without a result where the field is unknown, unless that is mapped", () => {
    expect(evaluated(computed(fact), {})).toBeNull();
    const mapped = '<FieldRef field="income" mapMissingTo="7"/>';
    expect(evaluated(computed(mapped), {})?.total).toBe(7);
  });

  test.each([
    ["min", apply("min", constant(3), fact), 3],
    ["max", apply("max", constant(3), fact), 500],
    ["division by zero", apply("/", fact, constant(0)), null],
    ["if", apply("if", apply("greaterThan", fact, constant(1)), constant(5), constant(6)), 5],
  ])("%s", (_, expression, total) => {
    expect(evaluated(computed(expression), { income: 500 })?.total ?? null).toBe(total);
  });

  test("by a function that is not supported, it is refused by name", () => {
    expect(() => fromPmml(computed(apply("stdNormalCDF", fact)), defaults)).toThrow("stdNormalCDF");
  });
});

describe("values are taken as the schema says", () => {
  const dictionary = `<DataField name="age" optype="continuous" dataType="integer">
    <Interval closure="closedOpen" leftMargin="0" rightMargin="120"/>
    <Value value="-1" property="missing"/></DataField>`;
  const taken = (schema: string, given: number | null) =>
    evaluated(
      document([characteristic("ageScore", 'reasonCode="R" baselineScore="18"', age)], {
        dictionary,
        schema: `<MiningField name="age" ${schema}/>`,
      }),
      { age: given },
    )?.total ?? null;

  test.each<[string, string, number | null, number | null]>([
    ["an invalid value gives no result by default", "", 120, null],
    ["or is taken as it is", 'invalidValueTreatment="asIs"', 120, 18],
    ["or as unknown", 'invalidValueTreatment="asMissing"', 120, -1],
    ["or as another", 'invalidValueTreatment="asValue" invalidValueReplacement="30"', 120, 12],
    ["a value may stand for unknown", "", -1, -1],
    ["and unknown may be replaced", 'missingValueReplacement="20"', null, 0],
    ["or give no result", 'missingValueTreatment="returnInvalid"', null, null],
  ])("%s", (_, schema, given, total) => {
    expect(taken(schema, given)).toBe(total);
  });
});

describe("what is not supported is refused by name", () => {
  const derived = '<LocalTransformations><DerivedField name="x"/></LocalTransformations>';
  test.each<[string, string, string]>([
    ["another model", document(example).replaceAll("Scorecard", "TreeModel"), "没有 <Scorecard>"],
    ["derived fields", document(example, { after: derived }), "LocalTransformations"],
    ["a score that is changed afterwards", document(example, { after: "<Targets/>" }), "Targets"],
    [
      "a model not meant for scoring",
      document(example, { model: 'isScorable="false"' }),
      "isScorable",
    ],
    ["PMML 3", document(example).replace('version="4.4"', 'version="3.2"'), "3.2"],
    ["entities of its own", `<!DOCTYPE a [<!ENTITY b "c">]>${document(example)}`, "DOCTYPE"],
    ["XML that is none", "<PMML", "不是有效的 XML"],
    ["an undeclared field", document(example, { schema: '<MiningField name="x"/>' }), "x"],
  ])("%s", (_, xml, said) => {
    expect(() => fromPmml(xml, defaults)).toThrow(said);
  });
});

test("fields may be given the platform's names", () => {
  const card = fromPmml(document(example), { ...defaults, facts: { age: "monthsEstablished" } });
  expect(card.characteristics.map(({ fact }) => fact)).toEqual([
    "department",
    "monthsEstablished",
    "income",
  ]);
  const engine = compileEngine(card);
  const facts = { department: "engineering", monthsEstablished: 25, income: 500 };
  expect(engine.quick(facts)?.total).toBe(29);
});

import type { Bound, Input } from "../model.ts";
import {
  childOf,
  childrenOf,
  element,
  numberFrom,
  refusal,
  required,
  wordIn,
  type Element,
} from "./xml.ts";

type Value = number | string;
export type DataType = Input["dataType"];
/** The fields of a document, by name: how their values are to be taken. */
export type Fields = ReadonlyMap<string, Input>;

const dataTypes = ["string", "integer", "float", "double", "boolean"] as const;
const opTypes = ["continuous", "categorical", "ordinal"] as const;

export const isNumeric = (dataType: DataType): boolean =>
  dataType === "integer" || dataType === "float" || dataType === "double";

/** A literal of a document, in the kind that its field has. */
export const literalOf = (text: string, dataType: DataType, where: string): Value =>
  isNumeric(dataType) ? numberFrom(text, where) : text;

/** What a field is where a document says nothing special of it. */
export const plainInput = (fact: string, kind: "number" | "text"): Input => ({
  fact,
  dataType: kind === "number" ? "double" : "string",
  opType: kind === "number" ? "continuous" : "categorical",
  validValues: [],
  validIntervals: [],
  missingValues: [],
  missingReplacement: null,
  missingTreatment: "asIs",
  invalidTreatment: "returnInvalid",
  invalidReplacement: null,
});

/** The active and supplementary fields of a model, from the dictionary and the model's own schema. */
export function readFields(dictionary: Element, schema: Element): Fields {
  const declared = new Map(
    childrenOf(dictionary, "DataField").map((field) => [required(field, "name"), field]),
  );
  const used = childrenOf(schema, "MiningField").filter(({ attributes }) =>
    ["active", "supplementary"].includes(attributes["usageType"] ?? "active"),
  );
  return new Map(
    used.map((mining) => {
      const name = required(mining, "name");
      const field = declared.get(name);
      if (!field) throw refusal(`字段“${name}”没有在 DataDictionary 中声明。`);
      return [name, inputOf(name, field, mining)];
    }),
  );
}

function inputOf(fact: string, field: Element, mining: Element): Input {
  const dataType = wordIn(field, "dataType", dataTypes, null);
  const literal = (text: string) => literalOf(text, dataType, `字段“${fact}”`);
  const given = (attribute: string) => {
    const text = mining.attributes[attribute];
    return text === undefined ? null : literal(text);
  };
  if (field.attributes["isCyclic"] === "1") throw refusal(`字段“${fact}”的 isCyclic 不受支持。`);
  // Outliers are taken as they are; a card's open bins at both ends do the rest.
  wordIn(mining, "outliers", ["asIs"], "asIs");
  const values = childrenOf(field, "Value");
  const known = (property: string) =>
    values
      .filter(({ attributes }) => (attributes["property"] ?? "valid") === property)
      .map((value) => literal(required(value, "value")));
  if (known("invalid").length > 0)
    throw refusal(`字段“${fact}”的 Value property="invalid" 不受支持。`);
  const missing = wordIn(
    mining,
    "missingValueTreatment",
    ["asIs", "asMean", "asMode", "asMedian", "asValue", "returnInvalid"],
    "asIs",
  );
  return {
    fact,
    dataType,
    opType: wordIn(field, "optype", opTypes, null),
    validValues: known("valid"),
    validIntervals: childrenOf(field, "Interval").map(intervalOf),
    missingValues: known("missing"),
    missingReplacement: given("missingValueReplacement"),
    // The other words only say where the replacement came from.
    missingTreatment: missing === "returnInvalid" ? "returnInvalid" : "asIs",
    invalidTreatment: wordIn(
      mining,
      "invalidValueTreatment",
      ["returnInvalid", "asIs", "asMissing", "asValue"],
      "returnInvalid",
    ),
    invalidReplacement: given("invalidValueReplacement"),
  };
}

const closures = ["openClosed", "openOpen", "closedOpen", "closedClosed"] as const;

function intervalOf(interval: Element): Readonly<{ from: Bound | null; to: Bound | null }> {
  const closure = wordIn(interval, "closure", closures, null);
  const end = (attribute: string, closed: boolean): Bound | null => {
    const text = interval.attributes[attribute];
    return text === undefined ? null : { value: numberFrom(text, attribute), closed };
  };
  return {
    from: end("leftMargin", closure.startsWith("closed")),
    to: end("rightMargin", closure.endsWith("Closed")),
  };
}

export const dataFieldOf = (input: Input): Element =>
  element("DataField", { name: input.fact, optype: input.opType, dataType: input.dataType }, [
    ...input.validIntervals.map(({ from, to }) =>
      element("Interval", {
        closure: `${from?.closed ? "closed" : "open"}${to?.closed ? "Closed" : "Open"}`,
        leftMargin: from?.value ?? null,
        rightMargin: to?.value ?? null,
      }),
    ),
    ...input.validValues.map((value) => element("Value", { value })),
    ...input.missingValues.map((value) => element("Value", { value, property: "missing" })),
  ]);

export const miningFieldOf = (input: Input): Element =>
  element("MiningField", {
    name: input.fact,
    usageType: "active",
    missingValueReplacement: input.missingReplacement,
    missingValueTreatment: input.missingTreatment === "asIs" ? null : input.missingTreatment,
    invalidValueTreatment:
      input.invalidTreatment === "returnInvalid" ? null : input.invalidTreatment,
    invalidValueReplacement: input.invalidReplacement,
  });

/** Refuses by name what would change a value before it is scored, or the score after it. */
export function refuseTransformations(document: Element, model: Element): void {
  const places = [
    childOf(document, "TransformationDictionary"),
    childOf(model, "LocalTransformations"),
  ];
  for (const place of places)
    if (place && place.children.some(({ name }) => name !== "Extension"))
      throw refusal(`<${place.name}> 中的派生字段不受支持，请先把变换写进数据再导出评分卡。`);
  if (childOf(model, "Targets")) throw refusal("<Targets> 会在评分之后再改变得分，不受支持。");
}

import { z } from "zod";
import { disjoint } from "../disjoint.ts";
import { factsAskedBy, factsOfExpression, factsOfPredicate } from "../conditions.ts";
import { baselineMethods, type Attribute, type Characteristic, type Scorecard } from "../model.ts";
import { beyondForm, parseScorecard } from "../parse.ts";
import { plainInput, readFields, refuseTransformations, type Fields } from "./fields.ts";
import { conditionOf, isPredicate, readPoints, readPredicate } from "./predicates.ts";
import { EXTENSION, inputsOf } from "./write.ts";
import {
  childOf,
  childrenOf,
  content,
  numberIn,
  readXml,
  refusal,
  required,
  wordIn,
  type Element,
} from "./xml.ts";

/** What a card needs that PMML does not say; used where the document is not one of ours. */
export type ImportDefaults = Readonly<{
  id: string;
  version: number;
  validFrom: string;
  /** Fields of the document under the names that the platform has for them. */
  facts?: Readonly<Record<string, string>>;
}>;

/**
 * A card from PMML 4.x (Scorecard). Throws `scoring.pmml_unreadable` with the name of what the
 * document does that is not supported, so that nothing is quietly scored another way.
 */
export function fromPmml(xml: string, defaults: ImportDefaults): Scorecard {
  const document = readXml(xml);
  if (document.name !== "PMML") throw refusal("根元素不是 <PMML>。");
  const version = required(document, "version");
  if (!version.startsWith("4.")) throw refusal(`PMML ${version} 不受支持，需要 4.x。`);
  const model = modelOf(document);
  refuseTransformations(document, model);
  const dictionary = childOf(document, "DataDictionary");
  const schema = childOf(model, "MiningSchema");
  const list = childOf(model, "Characteristics");
  if (!dictionary || !schema || !list)
    throw refusal("缺少 DataDictionary、MiningSchema 或 Characteristics。");
  const fields = readFields(dictionary, schema);
  const beyond = extensionOf(model);
  const read = childrenOf(list, "Characteristic").map((one, index) =>
    characteristicOf(one, fields, beyond?.characteristics[index] ?? null),
  );
  const card = assembled(model, read, beyond, defaults);
  refuseWithoutReasons(card);
  const inputs = inputsBeyondPlain(card, fields);
  return parseScorecard(renamed({ ...card, inputs }, defaults.facts ?? {}));
}

function modelOf(document: Element): Element {
  const [model, ...more] = childrenOf(document, "Scorecard");
  if (!model) throw refusal("文件中没有 <Scorecard> 模型。");
  if (more.length > 0) throw refusal("文件中有多个 <Scorecard> 模型。");
  wordIn(model, "functionName", ["regression"], null);
  wordIn(model, "isScorable", ["true"], "true");
  return model;
}

type Beyond = z.output<typeof beyondForm>;

function extensionOf(model: Element): Beyond | null {
  const [ours] = childrenOf(model, "Extension").filter(
    ({ attributes }) => attributes["name"] === EXTENSION,
  );
  if (!ours) return null;
  try {
    return beyondForm.parse(JSON.parse(required(ours, "value")));
  } catch {
    throw refusal(`Extension ${EXTENSION} 无法读取。`);
  }
}

function assembled(
  model: Element,
  characteristics: readonly Characteristic[],
  beyond: Beyond | null,
  defaults: ImportDefaults,
): Scorecard {
  const { id, version, validFrom } = beyond ?? defaults;
  const codes = new Set(
    characteristics.flatMap(({ reason, attributes }) =>
      [reason, ...attributes.map((attribute) => attribute.reason)].filter((code) => code !== null),
    ),
  );
  return {
    form: 2,
    id,
    version,
    name: model.attributes["modelName"] ?? id,
    validFrom,
    validTo: beyond?.validTo ?? null,
    initialScore: numberIn(model, "initialScore") ?? 0,
    scale: beyond?.scale ?? null,
    useReasons: wordIn(model, "useReasonCodes", ["true", "false"], "true") === "true",
    reasonAlgorithm: wordIn(
      model,
      "reasonCodeAlgorithm",
      ["pointsBelow", "pointsAbove"],
      "pointsBelow",
    ),
    baselineMethod: wordIn(model, "baselineMethod", baselineMethods, "other"),
    baseline: numberIn(model, "baselineScore"),
    inputs: [],
    characteristics: beyond ? characteristics : characteristics.map(disjoint),
    reasons: beyond?.reasons ?? [...codes].map((code) => ({ code, text: "", remedy: "" })),
    vetoes: beyond?.vetoes ?? [],
    grades: beyond?.grades ?? [],
    limit: beyond?.limit ?? null,
  };
}

/** Only what differs from what would be written for it anyway. */
function inputsBeyondPlain(card: Scorecard, fields: Fields) {
  const plain = new Map(inputsOf(card).map((input) => [input.fact, input]));
  return [...fields.values()].filter((input) => {
    const usual = plain.get(input.fact) ?? plainInput(input.fact, "number");
    return JSON.stringify(usual) !== JSON.stringify(input);
  });
}

/** `said`: what the Extension adds, the fact it is of among it; else the field that it names first. */
function characteristicOf(
  from: Element,
  fields: Fields,
  said: Beyond["characteristics"][number] | null,
): Characteristic {
  const id = required(from, "name");
  const read = childrenOf(from, "Attribute").map((attribute) => {
    const [predicate] = content(attribute).filter(isPredicate);
    if (!predicate) throw refusal(`特征“${id}”有 <Attribute> 没有条件。`);
    return {
      predicate: readPredicate(predicate, fields),
      points: readPoints(attribute, fields),
      reason: attribute.attributes["reasonCode"] ?? null,
    };
  });
  const [named = id] = read.flatMap(({ predicate, points }) => [
    ...factsOfPredicate(predicate),
    ...(typeof points === "number" ? [] : factsOfExpression(points)),
  ]);
  const fact = said?.fact ?? named;
  return {
    id,
    fact,
    dimension: said?.dimension ?? "",
    attributes: read.map(({ predicate, points, reason }): Attribute => ({
      when: conditionOf(predicate, fact, fields),
      points,
      reason,
    })),
    baseline: numberIn(from, "baselineScore"),
    reason: from.attributes["reasonCode"] ?? null,
    action: said?.action ?? null,
  };
}

/** PMML 4.4: where reason codes are used, each attribute has one and each characteristic a baseline. */
function refuseWithoutReasons(card: Scorecard): void {
  if (!card.useReasons) return;
  for (const { id, reason, baseline, attributes } of card.characteristics) {
    if (baseline === null && card.baseline === null)
      throw refusal(`启用了原因代码，但特征“${id}”没有 baselineScore。`);
    if (attributes.some((attribute) => (attribute.reason ?? reason) === null))
      throw refusal(`启用了原因代码，但特征“${id}”有分档没有 reasonCode。`);
  }
}

/** The document's fields under the platform's names. */
function renamed(card: Scorecard, names: Readonly<Record<string, string>>): unknown {
  if (Object.keys(names).length === 0) return card;
  const known = new Set(card.characteristics.flatMap(factsAskedBy));
  const unknown = Object.keys(names).filter((name) => !known.has(name));
  if (unknown.length > 0) throw refusal(`文件中没有字段“${unknown.join("”“")}”。`);
  // Facts stand under `fact` everywhere in a card, and under nothing else.
  return JSON.parse(
    JSON.stringify(card, (key, value: unknown) =>
      key === "fact" && typeof value === "string" && Object.hasOwn(names, value)
        ? names[value]
        : value,
    ),
  );
}

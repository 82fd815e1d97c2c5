import { factsAskedBy } from "../conditions.ts";
import { namedValues } from "../candidates.ts";
import type { Characteristic, Input, Scorecard } from "../model.ts";
import { dataFieldOf, miningFieldOf, plainInput } from "./fields.ts";
import { conditionElement, expressionElement } from "./predicates.ts";
import { element, writeXml, type Element } from "./xml.ts";

/** The name of the Extension that carries what PMML has no words for. */
export const EXTENSION = "xinqiao.scorecard";
export const OUTPUT_FIELD = "score";

/**
 * The card as PMML 4.4. Any evaluator of the standard gives the same points and reasons from it; what
 * the standard does not know (grades, vetoes, limit, texts of reasons) travels in an Extension, so
 * that reading it here gives the very same card. The same card gives the same bytes.
 */
export function toPmml(card: Scorecard): string {
  const inputs = inputsOf(card);
  const target = { name: OUTPUT_FIELD, optype: "continuous", dataType: "double" };
  return writeXml(
    element("PMML", { xmlns: "http://www.dmg.org/PMML-4_4", version: "4.4" }, [
      element("Header", { description: card.name }, [
        element("Application", { name: "Xinqiao", version: "1" }),
      ]),
      element("DataDictionary", { numberOfFields: inputs.length + 1 }, [
        ...inputs.map(dataFieldOf),
        element("DataField", target),
      ]),
      element(
        "Scorecard",
        {
          modelName: card.name,
          functionName: "regression",
          initialScore: card.initialScore,
          useReasonCodes: String(card.useReasons),
          reasonCodeAlgorithm: card.reasonAlgorithm,
          baselineScore: card.baseline,
          baselineMethod: card.baselineMethod,
        },
        [
          element("Extension", { name: EXTENSION, value: JSON.stringify(beyondPmml(card)) }),
          element("MiningSchema", {}, [
            ...inputs.map(miningFieldOf),
            element("MiningField", { name: OUTPUT_FIELD, usageType: "target" }),
          ]),
          outputOf(card),
          element("Characteristics", {}, card.characteristics.map(characteristicElement)),
        ],
      ),
    ]),
  );
}

/** In one order of keys, so that the text is the same each time. */
const beyondPmml = (card: Scorecard) => ({
  id: card.id,
  version: card.version,
  validFrom: card.validFrom,
  validTo: card.validTo,
  scale: card.scale,
  characteristics: card.characteristics.map(({ fact, dimension, action }) => ({
    fact,
    dimension,
    action,
  })),
  reasons: card.reasons,
  vetoes: card.vetoes,
  grades: card.grades,
  limit: card.limit,
});

function characteristicElement(characteristic: Characteristic): Element {
  const { id, fact, reason, baseline, attributes } = characteristic;
  return element(
    "Characteristic",
    { name: id, reasonCode: reason, baselineScore: baseline },
    attributes.map(({ when, points, reason: own }) => {
      const condition = conditionElement(when, fact);
      if (typeof points === "number")
        return element("Attribute", { partialScore: points, reasonCode: own }, [condition]);
      const computed = element("ComplexPartialScore", {}, [expressionElement(points)]);
      return element("Attribute", { reasonCode: own }, [condition, computed]);
    }),
  );
}

function outputOf({ useReasons }: Scorecard): Element {
  const score = { name: "points", optype: "continuous", dataType: "double" };
  const ranks = useReasons ? [1, 2, 3, 4] : [];
  return element("Output", {}, [
    element("OutputField", { ...score, feature: "predictedValue" }),
    ...ranks.map((rank) =>
      element("OutputField", {
        name: `reason${rank}`,
        optype: "categorical",
        dataType: "string",
        feature: "reasonCode",
        rank,
      }),
    ),
  ]);
}

/** Every fact that the characteristics ask for: as the card says, or plain of the kind it is used as. */
export function inputsOf(card: Scorecard): readonly Input[] {
  const said = new Map(card.inputs.map((input) => [input.fact, input]));
  const asked = new Set([...said.keys(), ...card.characteristics.flatMap(factsAskedBy)]);
  return [...asked].map((fact) => said.get(fact) ?? plainInput(fact, kindUsed(card, fact)));
}

/** A fact is a text where a condition compares it with a text. */
function kindUsed({ characteristics }: Scorecard, fact: string): "number" | "text" {
  const asText = characteristics.some((one) => namedValues(one, fact).texts.length > 0);
  return asText ? "text" : "number";
}

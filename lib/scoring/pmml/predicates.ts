import {
  combinations,
  comparisons,
  type Attribute,
  type Condition,
  type Expression,
  type Predicate,
} from "../model.ts";
import { isSupportedFunction } from "../expressions.ts";
import { isNumeric, literalOf, type Fields } from "./fields.ts";
import {
  arrayFrom,
  arrayText,
  childOf,
  content,
  element,
  refusal,
  required,
  wordIn,
  type Element,
} from "./xml.ts";

const predicateNames = [
  "SimplePredicate",
  "SimpleSetPredicate",
  "CompoundPredicate",
  "True",
  "False",
] as const;

export const isPredicate = ({ name }: Element): boolean =>
  predicateNames.some((one) => one === name);

export function readPredicate(from: Element, fields: Fields): Predicate {
  switch (from.name) {
    case "True":
      return { kind: "true" };
    case "False":
      return { kind: "false" };
    case "SimplePredicate":
      return readSimple(from, fields);
    case "SimpleSetPredicate":
      return readSet(from, fields);
    case "CompoundPredicate":
      return {
        kind: "compound",
        operator: wordIn(from, "booleanOperator", combinations, null),
        of: content(from).map((one) => readPredicate(one, fields)),
      };
    default:
      throw refusal(`条件 <${from.name}> 不受支持。`);
  }
}

function fieldOf(from: Element, fields: Fields) {
  const fact = required(from, "field");
  const field = fields.get(fact);
  if (!field) throw refusal(`条件使用的字段“${fact}”不在 MiningSchema 中。`);
  return field;
}

function readSimple(from: Element, fields: Fields): Predicate {
  const { fact, dataType } = fieldOf(from, fields);
  const operator = wordIn(from, "operator", [...comparisons, "isMissing", "isNotMissing"], null);
  if (operator === "isMissing" || operator === "isNotMissing")
    return { kind: "missing", fact, is: operator === "isMissing" };
  const ordered = operator !== "equal" && operator !== "notEqual";
  if (ordered && !isNumeric(dataType))
    throw refusal(`字段“${fact}”是 ${dataType}，不能用 ${operator} 比较。`);
  const value = literalOf(required(from, "value"), dataType, `字段“${fact}”`);
  return { kind: "compare", fact, operator, value };
}

function readSet(from: Element, fields: Fields): Predicate {
  const { fact, dataType } = fieldOf(from, fields);
  const array = childOf(from, "Array");
  if (!array) throw refusal("<SimpleSetPredicate> 缺少 <Array>。");
  const values = arrayFrom(array.text).map((text) => literalOf(text, dataType, `字段“${fact}”`));
  const isIn = wordIn(from, "booleanOperator", ["isIn", "isNotIn"], null) === "isIn";
  return { kind: "set", fact, isIn, values };
}

/** The plain conditions of a characteristic of `fact` read as what they are; the rest stay predicates. */
export function conditionOf(predicate: Predicate, fact: string, fields: Fields): Condition {
  const whole: Condition = { kind: "predicate", predicate };
  const numeric = isNumeric(fields.get(fact)?.dataType ?? "string");
  switch (predicate.kind) {
    case "true":
      return { kind: "otherwise" };
    case "missing":
      if (predicate.fact !== fact) return whole;
      if (predicate.is) return { kind: "missing" };
      return numeric ? { kind: "interval", from: null, to: null } : whole;
    case "set":
      return predicate.fact === fact && predicate.isIn && predicate.values.length > 0
        ? { kind: "values", values: predicate.values }
        : whole;
    case "compare":
      if (predicate.fact === fact && predicate.operator === "equal")
        return { kind: "values", values: [predicate.value] };
      return intervalOf([predicate], fact) ?? whole;
    case "compound":
      return (predicate.operator === "and" ? intervalOf(predicate.of, fact) : null) ?? whole;
    case "false":
      return whole;
  }
}

/** A lower end, an upper end, or both in that order. */
function intervalOf(of: readonly Predicate[], fact: string): Condition | null {
  const ends = of.map((one) => {
    if (one.kind !== "compare" || one.fact !== fact || typeof one.value !== "number") return null;
    const lower = one.operator === "greaterThan" || one.operator === "greaterOrEqual";
    const upper = one.operator === "lessThan" || one.operator === "lessOrEqual";
    const bound = { value: one.value, closed: one.operator.endsWith("OrEqual") };
    return lower || upper ? { lower, bound } : null;
  });
  const [first, second] = ends;
  if (!first || ends.length > 2 || (ends.length === 2 && (!second || second.lower || !first.lower)))
    return null;
  const from = first.lower ? first.bound : null;
  return { kind: "interval", from, to: first.lower ? (second?.bound ?? null) : first.bound };
}

export function conditionElement(when: Condition, fact: string): Element {
  switch (when.kind) {
    case "otherwise":
      return element("True", {});
    case "missing":
      return element("SimplePredicate", { field: fact, operator: "isMissing" });
    case "values":
      return setElement(fact, true, when.values);
    case "interval": {
      const { from, to } = when;
      const ends = [
        ...(from
          ? [compareElement(fact, from.closed ? "greaterOrEqual" : "greaterThan", from.value)]
          : []),
        ...(to ? [compareElement(fact, to.closed ? "lessOrEqual" : "lessThan", to.value)] : []),
      ];
      const [only] = ends;
      if (!only) return element("SimplePredicate", { field: fact, operator: "isNotMissing" });
      return ends.length === 1
        ? only
        : element("CompoundPredicate", { booleanOperator: "and" }, ends);
    }
    case "predicate":
      return predicateElement(when.predicate);
  }
}

function predicateElement(predicate: Predicate): Element {
  switch (predicate.kind) {
    case "true":
      return element("True", {});
    case "false":
      return element("False", {});
    case "missing": {
      const operator = predicate.is ? "isMissing" : "isNotMissing";
      return element("SimplePredicate", { field: predicate.fact, operator });
    }
    case "compare":
      return compareElement(predicate.fact, predicate.operator, predicate.value);
    case "set":
      return setElement(predicate.fact, predicate.isIn, predicate.values);
    case "compound":
      return element(
        "CompoundPredicate",
        { booleanOperator: predicate.operator },
        predicate.of.map(predicateElement),
      );
  }
}

const compareElement = (field: string, operator: string, value: number | string): Element =>
  element("SimplePredicate", { field, operator, value });

function setElement(field: string, isIn: boolean, values: readonly (number | string)[]): Element {
  const type = values.every((value) => typeof value === "number") ? "real" : "string";
  const array = element("Array", { n: values.length, type }, [], arrayText(values));
  return element("SimpleSetPredicate", { field, booleanOperator: isIn ? "isIn" : "isNotIn" }, [
    array,
  ]);
}

/** A fixed figure, or an expression; PMML calls a model without either invalid. */
export function readPoints(from: Element, fields: Fields): Attribute["points"] {
  const complex = childOf(from, "ComplexPartialScore");
  const fixed = from.attributes["partialScore"];
  if (complex) {
    const [expression] = content(complex);
    if (!expression) throw refusal("<ComplexPartialScore> 没有表达式。");
    return readExpression(expression, fields);
  }
  if (fixed === undefined)
    throw refusal("<Attribute> 既没有 partialScore，也没有 <ComplexPartialScore>。");
  const points = fixed.trim() === "" ? NaN : Number(fixed);
  if (!Number.isFinite(points)) throw refusal(`partialScore 应为数值，而不是“${fixed}”。`);
  return points;
}

function readExpression(from: Element, fields: Fields): Expression {
  switch (from.name) {
    case "Constant": {
      if (from.attributes["missing"] === "true") throw refusal("<Constant missing> 不受支持。");
      return { kind: "constant", value: constantOf(from) };
    }
    case "FieldRef": {
      const { fact, dataType } = fieldOf(from, fields);
      const given = from.attributes["mapMissingTo"];
      const ifMissing = given === undefined ? null : literalOf(given, dataType, `字段“${fact}”`);
      return { kind: "fact", fact, ifMissing };
    }
    case "Apply": {
      const name = required(from, "function");
      if (!isSupportedFunction(name)) throw refusal(`函数“${name}”不受支持。`);
      wordIn(from, "invalidValueTreatment", ["returnInvalid"], "returnInvalid");
      return {
        kind: "apply",
        function: name,
        of: content(from).map((one) => readExpression(one, fields)),
        ifMissing: untyped(from.attributes["mapMissingTo"]),
        otherwise: untyped(from.attributes["defaultValue"]),
      };
    }
    default:
      throw refusal(`表达式 <${from.name}> 不受支持。`);
  }
}

function constantOf(from: Element): number | string {
  const type = from.attributes["dataType"];
  if (type === "boolean") return from.text.trim() === "true" ? 1 : 0;
  if (type === "string") return from.text;
  return untyped(from.text) ?? "";
}

/** A number where it can be one: what the standard says of constants without a type. */
function untyped(text: string | undefined): number | string | null {
  if (text === undefined) return null;
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : text;
}

export function expressionElement(expression: Expression): Element {
  switch (expression.kind) {
    case "constant": {
      const dataType = typeof expression.value === "number" ? "double" : "string";
      return element("Constant", { dataType }, [], String(expression.value));
    }
    case "fact":
      return element("FieldRef", { field: expression.fact, mapMissingTo: expression.ifMissing });
    case "apply":
      return element(
        "Apply",
        {
          function: expression.function,
          mapMissingTo: expression.ifMissing,
          defaultValue: expression.otherwise,
        },
        expression.of.map(expressionElement),
      );
  }
}

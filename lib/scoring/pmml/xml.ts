import { XMLBuilder, XMLParser, XMLValidator } from "fast-xml-parser";
import { Refusal } from "../../kernel/refusal.ts";

/** An element with its attributes, elements in order, and the text directly within it. */
export type Element = Readonly<{
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Element[];
  text: string;
}>;

/** A card of five hundred characteristics takes less than two. */
const MOST_CHARACTERS = 5_000_000;
const MOST_DEPTH = 60;

export const refusal = (message: string): Refusal =>
  new Refusal("invalid", "scoring.pmml_unreadable", message);

/** What the library's parser gives for one node when it keeps the order of elements. */
type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  removeNSPrefix: true,
  // For &#x4e2d; alone; what a file declares itself is refused before it gets here.
  htmlEntities: true,
});

/** The root element of an XML document. No DTD, so no entities of the file's own. */
export function readXml(xml: string): Element {
  if (xml.length > MOST_CHARACTERS) throw refusal("文件过大，不是一张评分卡。");
  if (/<!DOCTYPE/i.test(xml)) throw refusal("不接受带有 DOCTYPE 的文件。");
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw refusal(`不是有效的 XML（第 ${valid.err.line} 行）。`);
  const nodes = parsed(xml).flatMap((node) => elementOf(node, 0));
  const [root] = nodes.filter(({ name }) => !name.startsWith("?"));
  if (!root) throw refusal("文件中没有内容。");
  return root;
}

function parsed(xml: string): readonly Node[] {
  try {
    return parser.parse(xml) as readonly Node[]; // With preserveOrder it is always a list of nodes.
  } catch (cause) {
    throw new Refusal("invalid", "scoring.pmml_unreadable", "不是有效的 XML。", { cause });
  }
}

function elementOf(node: Node, depth: number): readonly Element[] {
  if (depth > MOST_DEPTH) throw refusal("元素嵌套过深。");
  const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
  if (name === undefined) return [];
  const within = node[name] as readonly Node[]; // As above.
  return [
    {
      name,
      attributes: (node[":@"] ?? {}) as Readonly<Record<string, string>>, // Nothing parses them.
      children: within.flatMap((one) => elementOf(one, depth + 1)),
      text: within.map((one) => String(one["#text"] ?? "")).join(""),
    },
  ];
}

/** An element to be written; attributes that are null are left out. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  children: readonly Element[] = [],
  text = "",
): Element => ({
  name,
  attributes: Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      value === null ? [] : [[key, String(value)]],
    ),
  ),
  children,
  text,
});

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  format: true,
  indentBy: "  ",
  suppressEmptyNode: true,
});

/** The same element gives the same bytes, with two blanks of indentation and a line end at the end. */
export function writeXml(root: Element): string {
  const declaration = { "?xml": [{ "#text": "" }], ":@": { version: "1.0", encoding: "UTF-8" } };
  return `${builder.build([declaration, nodeOf(root)]).trim()}\n`;
}

const nodeOf = ({ name, attributes, children, text }: Element): Node => ({
  [name]: text === "" ? children.map(nodeOf) : [{ "#text": text }],
  ...(Object.keys(attributes).length > 0 ? { ":@": attributes } : {}),
});

export const childOf = ({ children }: Element, name: string): Element | null =>
  children.find((child) => child.name === name) ?? null;

export const childrenOf = ({ children }: Element, name: string): readonly Element[] =>
  children.filter((child) => child.name === name);

/** Elements that say nothing of the model itself. */
export const content = ({ children }: Element): readonly Element[] =>
  children.filter(({ name }) => name !== "Extension");

/** An attribute that must be there. */
export function required(from: Element, attribute: string): string {
  const value = from.attributes[attribute];
  if (value === undefined) throw refusal(`<${from.name}> 缺少属性 ${attribute}。`);
  return value;
}

/** A finite number, or null where the attribute is absent. */
export function numberIn(from: Element, attribute: string): number | null {
  const text = from.attributes[attribute];
  return text === undefined ? null : numberFrom(text, `<${from.name}> 的 ${attribute}`);
}

export function numberFrom(text: string, where: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!Number.isFinite(value)) throw refusal(`${where} 应为数值，而不是“${text}”。`);
  return value;
}

/** One of the words that may stand there; the fallback where the attribute is absent. */
export function wordIn<const Word extends string>(
  from: Element,
  attribute: string,
  words: readonly Word[],
  fallback: Word | null,
): Word {
  const value = from.attributes[attribute] ?? fallback;
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw refusal(`<${from.name}> 的 ${attribute}="${value ?? ""}" 不受支持。`);
  return found;
}

/** PMML arrays: values between blanks, in double quotes where they hold blanks. */
export function arrayText(values: readonly (number | string)[]): string {
  return values
    .map((value) =>
      typeof value === "number" ? String(value) : `"${value.replace(/["\\]/g, "\\$&")}"`,
    )
    .join(" ");
}

export function arrayFrom(text: string): readonly string[] {
  const tokens = text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gsu);
  return [...tokens].map(([, quoted, bare]) => quoted?.replace(/\\(["\\])/g, "$1") ?? bare ?? "");
}

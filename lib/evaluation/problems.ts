import { indicatorOf, isIndicatorId } from "../credit/indicators.ts";
import {
  nationalGrades,
  TOTAL_POINTS,
  type Category,
  type EvaluationGrade,
  type EvaluationItem,
  type EvaluationTemplate,
  type Step,
} from "./model.ts";

/** What keeps a template from evaluating: where, the rule with what breaks it, and the way out. */
export type TemplateProblem = Readonly<{
  /** The path in the document, for a form: `dimensions.0.items.2.steps`. */
  path: string;
  message: string;
}>;

const WHOLE = 10_000;

/** All that is wrong with a template; none: it gives every enterprise one result. */
export function problemsOf(template: EvaluationTemplate): readonly TemplateProblem[] {
  const { dimensions, validFrom, validTo } = template;
  return [
    ...(validTo !== null && validTo < validFrom
      ? [
          problem(
            "validTo",
            `截止日 ${validTo} 早于生效日 ${validFrom}，没有一天有效；请改正日期。`,
          ),
        ]
      : []),
    ...weightProblems(template),
    ...repeated(dimensions.map(({ id }) => id)).map((id) =>
      problem("dimensions", `维度代号“${id}”用了两次，请改成不同的代号。`),
    ),
    ...dimensions.flatMap(({ name, items }, at) => [
      ...(items.length > 0
        ? []
        : [problem(`dimensions.${at}`, `维度“${name}”没有指标；请添加指标或删除该维度。`)]),
      ...items.flatMap((item, place) => itemProblems(item, `dimensions.${at}.items.${place}`)),
    ]),
    ...twiceCounted(template),
    ...gradeProblems(template.grades),
    ...vetoProblems(template),
  ];
}

const problem = (path: string, message: string): TemplateProblem => ({ path, message });

function weightProblems({ dimensions, total }: EvaluationTemplate) {
  const sum = dimensions.flatMap(({ items }) => items).reduce((all, { weight }) => all + weight, 0);
  if (sum === total) return [];
  const off = sum < total ? `少 ${total - sum} 分，请增加权重` : `多 ${sum - total} 分，请减少权重`;
  return [problem("dimensions", `各项权重之和须为 ${TOTAL_POINTS} 分，现为 ${sum} 分，${off}。`)];
}

function twiceCounted({ dimensions }: EvaluationTemplate) {
  const facts = dimensions.flatMap(({ items }) => items.map(({ fact }) => fact));
  return repeated(facts).map((fact) =>
    problem("dimensions", `“${labelOf(fact)}”计分两次；一项事实只计一次，请删去其中一项。`),
  );
}

function itemProblems(item: EvaluationItem, path: string): readonly TemplateProblem[] {
  const { fact, steps, categories } = item;
  if (!isIndicatorId(fact))
    return [problem(`${path}.fact`, `没有指标“${fact}”；请从指标目录中选择。`)];
  const label = labelOf(fact);
  const isText = indicatorOf(fact).kind === "text";
  const bands = isText ? categories : steps;
  if (bands === null || (isText ? steps : categories) !== null || bands.length === 0)
    return [
      problem(path, `“${label}”是${isText ? "文字" : "数值"}指标，须且只须按${isText ? "取值" : "数值区间"}分档。`),
    ]; // prettier-ignore
  return [
    ...(isText ? wordProblems(categories ?? [], label, path) : stepProblems(steps ?? [], label, path)),
    ...(Math.max(...bands.map(({ keepsBps }) => keepsBps)) === WHOLE
      ? []
      : [problem(path, `“${label}”没有任何一档得满分，权重无法全部取得；请将最好的一档设为 100%。`)]),
  ]; // prettier-ignore
}

function stepProblems(steps: readonly Step[], label: string, path: string) {
  const ends = steps.map(({ below }) => below);
  const last = ends.at(-1);
  return [
    ...(last === null || last === undefined
      ? []
      : [problem(`${path}.steps`, `“${label}”没有最后一档：数值 ${last} 不在任何一档；请添加一档“其余”。`)]),
    ...ends.slice(0, -1).flatMap((below, at) => {
      const before = at === 0 ? -Infinity : (ends[at - 1] ?? -Infinity);
      if (below === null)
        return [problem(`${path}.steps`, `“${label}”第 ${at + 1} 档是“其余”，其后的各档永远用不到；“其余”须排在最后。`)];
      return below > before
        ? []
        : [problem(`${path}.steps`, `“${label}”分界须由小到大：第 ${at + 1} 档“小于 ${below}”排在“小于 ${before}”之后，例如数值 ${below - 1} 已被前一档取走。`)];
    }),
  ]; // prettier-ignore
}

const wordProblems = (categories: readonly Category[], label: string, path: string) =>
  repeated(categories.flatMap(({ values }) => values)).map((value) =>
    problem(
      `${path}.categories`,
      `“${label}”的取值“${value}”出现在两档中，只能得一种分；请从其中一档删去。`,
    ),
  );

function gradeProblems(grades: readonly EvaluationGrade[]): readonly TemplateProblem[] {
  const last = grades.at(-1);
  if (!last)
    return [problem("grades", "没有等级；请至少设置两级，例如 A（800 分起）、B（0 分起）。")];
  return [
    ...repeated(grades.map(({ grade }) => grade)).map((grade) =>
      problem("grades", `等级“${grade}”出现两次，请改名。`),
    ),
    ...grades.slice(1).flatMap(({ grade, from, national }, at) => {
      const above = grades[at];
      if (!above) return [];
      return [
        ...(from < above.from
          ? []
          : [problem(`grades.${at + 1}.from`, `等级起点须逐级降低：${grade} 级从 ${from} 分起，不低于 ${above.grade} 级的 ${above.from} 分，例如 ${from} 分同属两级。`)]),
        ...(nationalGrades.indexOf(national) >= nationalGrades.indexOf(above.national)
          ? []
          : [problem(`grades.${at + 1}.national`, `${grade} 级低于 ${above.grade} 级，对应的国家标准等级 ${national} 却高于 ${above.national}；请改为不高于 ${above.national}。`)]),
      ];
    }),
    ...(last.from === 0
      ? []
      : [problem(`grades.${grades.length - 1}.from`, `最低一级须从 0 分起：${last.from - 1} 分现在没有等级。`)]),
  ]; // prettier-ignore
}

const vetoProblems = ({ vetoes, grades }: EvaluationTemplate): readonly TemplateProblem[] => [
  ...repeated(vetoes.map(({ id }) => id)).map((id) =>
    problem("vetoes", `否决项代号“${id}”用了两次，请改成不同的代号。`),
  ),
  ...vetoes.flatMap(({ fact, grade, reason }, at) => [
    ...(isIndicatorId(fact) && indicatorOf(fact).kind === "number"
      ? []
      : [problem(`vetoes.${at}.fact`, `否决项“${reason}”须用数值指标，“${labelOf(fact)}”不是；请从指标目录中选择。`)]),
    ...(grades.some((each) => each.grade === grade)
      ? []
      : [problem(`vetoes.${at}.grade`, `否决项“${reason}”降至“${grade}”级，本模板没有这一级；请改为${grades.map((each) => each.grade).join("、")}之一。`)]),
  ]),
]; // prettier-ignore

/** As people call it; what the catalogue does not know stays as it is written. */
const labelOf = (fact: string): string => (isIndicatorId(fact) ? indicatorOf(fact).name : fact);

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

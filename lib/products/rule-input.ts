import { z } from "zod";
import { someText } from "../kernel/inputs.ts";
import { comparisons, type Condition, type FactId } from "./model.ts";

/**
 * A rule as the editor or a program sends it: its shape only. Whether its facts exist and fit is what
 * `problemsOf` says, so that a draft may be kept with them.
 */

// A name that no fact bears is a problem of the rule, which is told with its way out.
const Fact = z
  .string()
  .max(80)
  .transform((id) => id as FactId);
const bound = z.number({ error: "请填写数值。" });
const listed = z.array(z.string().max(80)).min(1, { error: "请至少选择一个值。" });
const atLeastOne = <T>(list: T[]) => list as [T, ...T[]]; // Earned by `min(1)` before it.

const Leaf = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(comparisons), fact: Fact, value: bound }),
  z.object({ kind: z.literal("between"), fact: Fact, low: bound, high: bound }),
  z.object({
    kind: z.enum(["one_of", "none_of"]),
    fact: Fact,
    values: listed.transform(atLeastOne),
  }),
  z.object({
    kind: z.literal("in_regions"),
    fact: z.literal("regionCode"),
    regions: listed.transform(atLeastOne),
  }),
  z.object({
    kind: z.literal("in_industries"),
    fact: z.literal("industryCode"),
    industries: listed.transform(atLeastOne),
  }),
]);

const DEEPEST = 8;

/** Built level by level, so that no request can nest deeper than the house reads. */
function conditionOf(depth: number): z.ZodType<Condition> {
  if (depth === 0) return Leaf;
  const inner = z.lazy(() => conditionOf(depth - 1));
  const group = z
    .array(inner)
    .min(1, { error: "条件组里至少要有一个条件。" })
    .max(30, { error: "一个条件组最多 30 个条件。" });
  return z.union(
    [
      z.object({ kind: z.enum(["all", "any"]), conditions: group.transform(atLeastOne) }),
      z.object({ kind: z.literal("not"), condition: inner }),
      Leaf,
    ],
    { error: "条件没有填完：请为每个条件填写数值或选择至少一个值，条件组里至少留一个条件。" },
  );
}

export const ConditionInput: z.ZodType<Condition> = conditionOf(DEEPEST - 1);

export const Rule = z.object({
  /** Kept over versions, so that the same rule is known again. */
  id: z.string().regex(/^[a-z0-9_.-]{1,60}$/, "规则编号只能用小写字母、数字、点和连字符。"),
  name: someText("规则名称", { maximum: 30 }),
  condition: ConditionInput,
  otherwise: z.enum(["reject", "review"], { error: "请选择不满足时如何处理。" }),
  remedy: z
    .string()
    .trim()
    .max(200, "给企业的说明最多 200 字。")
    .nullable()
    .transform((text) => text || null),
});

import { z } from "zod";
import { Refusal } from "../kernel/refusal.ts";
import { nationalGrades, TOTAL_POINTS, type EvaluationTemplate } from "./model.ts";

/** Whether it can be written in any document: no control characters, no half of a character. */
const isWritable = (given: string): boolean => given.isWellFormed() && !/\p{Cc}/u.test(given);

const name = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `请填写${what}。`)
    .max(200, `${what}最多 200 字。`)
    .refine(isWritable, `${what}含有不能显示的字符。`);
const text = (what: string) => z.string().trim().max(1000, `${what}最多 1000 字。`);
const whole = (what: string) => z.int(`${what}须为整数。`);
const share = whole("保留比例（基点）")
  .min(0, "保留比例不能低于 0%。")
  .max(10_000, "保留比例不能高于 100%。");

const item = z.strictObject({
  fact: name("指标"),
  weight: whole("权重").min(1, "权重至少 1 分。").max(TOTAL_POINTS, "权重不能超过 1,000 分。"),
  steps: z
    .array(z.strictObject({ below: z.int("分界须为整数。").nullable(), keepsBps: share }))
    .max(50)
    .nullable(),
  categories: z
    .array(
      z.strictObject({
        values: z.array(name("取值")).min(1, "请填写取值，例如 A。").max(50),
        keepsBps: share,
      }),
    )
    .max(50)
    .nullable(),
  remedy: text("改进建议"),
});

const form: z.ZodType<EvaluationTemplate> = z.strictObject({
  id: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "代号请用小写字母、数字和连字符，例如 guizhou-public。")
    .max(60, "代号最多 60 个字符。"),
  version: whole("版本号").min(1, "版本号从 1 开始。").max(9999),
  name: name("名称"),
  source: text("依据").min(1, "请写明依据的文件；不是现行标准的部分请说明。"),
  example: z.boolean(),
  regionCode: z
    .string()
    .regex(/^\d{6}$/, "地区代码为六位数字，例如 520100。")
    .nullable(),
  validFrom: z.iso.date("请填写生效日，例如 2027-01-01。"),
  validTo: z.iso.date("截止日请按年-月-日填写，例如 2027-12-31。").nullable(),
  total: z.literal(TOTAL_POINTS, "总分须为 1,000 分。"),
  leastKnownBps: whole("最低数据完整度（基点）")
    .min(0, "最低数据完整度不能低于 0%。")
    .max(10_000, "最低数据完整度不能高于 100%。"),
  dimensions: z
    .array(
      z.strictObject({
        id: name("维度代号"),
        name: name("维度名称"),
        items: z.array(item).max(60),
      }),
    )
    .max(20),
  vetoes: z
    .array(
      z.strictObject({
        id: name("否决项代号"),
        fact: name("指标"),
        atLeast: whole("否决界限"),
        grade: name("等级"),
        reason: name("否决理由"),
        remedy: text("改进建议"),
      }),
    )
    .max(50),
  grades: z
    .array(
      z.strictObject({
        grade: name("等级"),
        label: name("等级名称"),
        from: whole("等级起点").min(0).max(TOTAL_POINTS),
        national: z.enum(nationalGrades, "国家标准等级须为 A、B、C 或 D。"),
      }),
    )
    .max(20),
});

/**
 * A template from JSON. Only the shape is checked; `problemsOf` says whether it can evaluate. Throws
 * `evaluation.template_unreadable` with the paths that are wrong.
 */
export function parseTemplate(json: unknown): EvaluationTemplate {
  const parsed = form.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "evaluation.template_unreadable", "评价模板的格式不正确。", {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    cause: parsed.error,
  });
}

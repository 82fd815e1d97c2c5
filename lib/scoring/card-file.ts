import { z } from "zod";
import { dayOf } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import type { Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { fromPmml } from "./pmml/read.ts";
import { problemsOf } from "./problems.ts";
import { ownerOf } from "./queries.ts";

const text = z.string().max(5_000_000, "文件太大，评分卡不会超过 5 MB，请核对文件。");

/** A card as JSON, or as PMML with what PMML does not say. */
export const CardFile = z.discriminatedUnion("format", [
  z.object({ format: z.literal("json"), text }),
  z.object({
    format: z.literal("pmml"),
    text,
    id: z
      .string()
      .trim()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "请用小写字母、数字和连字符，例如 sme-card。")
      .max(60),
    version: z.coerce.number().int().min(1, "版本号从 1 开始。"),
    validFrom: z.iso.date("请填写生效日。"),
    facts: z.record(z.string(), z.string()).optional(),
  }),
]);

/** The card that a file holds. Refuses, at field `text`, what is no card, and says where it is none. */
export function cardIn(file: z.output<typeof CardFile>): Scorecard {
  try {
    if (file.format === "json") return parseScorecard(jsonOf(file.text));
    const { id, version, validFrom, facts } = file;
    return fromPmml(file.text, { id, version, validFrom, ...(facts ? { facts } : {}) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = wordsOf(error, file.format);
    const fields = [{ path: "text", message }];
    throw new Refusal("invalid", error.reason, message, { fields, cause: error });
  }
}

function wordsOf({ message, fields }: Refusal, format: "json" | "pmml"): string {
  if (format === "pmml") return `这个文件不能作为评分卡导入：${message}`;
  const [first] = fields;
  if (!first) return message;
  const place = first.path === "" ? "文件开头" : `“${first.path}”`;
  return `这个 JSON 不是本平台的评分卡：${place}处不符。请用本平台导出的 JSON，或改用 PMML。`;
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch (cause) {
    const message = "文件不是有效的 JSON，请核对文件，或改用 PMML。";
    throw new Refusal("invalid", "scoring.card_unreadable", message, { cause });
  }
}

/** What a file holds, before anything is said of it or kept; refuses what is no card. */
export const inspectCardFile = query(
  "card.draft",
  z.object({ format: z.enum(["json", "pmml"]), text }),
  async ({ actor, now }, { format, text: given }) => {
    // Of what PMML does not say nothing is known yet, and nothing of it is answered.
    const unsaid = { id: "card", version: 1, validFrom: dayOf(now) };
    const card = cardIn({ format, text: given, ...unsaid });
    const problems = problemsOf(card, { own: ownerOf(actor) === null });
    return {
      name: card.name,
      characteristics: card.characteristics.length,
      problems: problems.length,
    };
  },
);
export type InspectedCardFile = Awaited<ReturnType<typeof inspectCardFile>>;

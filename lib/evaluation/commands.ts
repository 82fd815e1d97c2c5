import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { dryRuns, templates } from "#db/schema/evaluation.ts";
import { regions } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { stepInput, stepInputWithReason } from "../approval/index.ts";
import { documentHash } from "../kernel/canonical-json.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command, type Call } from "../operation/index.ts";
import { templateLife, type TemplateStep } from "./lifecycle.ts";
import type { EvaluationTemplate } from "./model.ts";
import { parseTemplate } from "./parse.ts";
import { problemsOf } from "./problems.ts";
import { templateNotFound } from "./queries.ts";
import { builtInTemplates } from "./templates/index.ts";

const Draft = z.object({ text: z.string().max(1_000_000, "文件过大，最多 1 MB。") });

/**
 * Keeps a template as a draft. What is kept can evaluate: one with problems is refused with all of them,
 * so that the form that it was written in still has it.
 */
export const draftTemplate = command("evaluation.draft", Draft, async (call, { text }) => {
  const { db, now } = call;
  const template = parseTemplate(jsonOf(text));
  refuseProblems(template);
  await refuseUnknownRegion(db, template);
  if (
    builtInTemplates.some(({ id, version }) => id === template.id && version === template.version)
  )
    throw versionTaken(template);
  const id = newId(now.getTime());
  const stored = await db
    .insert(templates)
    .values({
      id,
      templateId: template.id,
      version: template.version,
      name: template.name,
      regionCode: template.regionCode,
      hash: documentHash(template),
      document: template,
      status: "draft",
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: templates.id });
  if (stored.length === 0) throw versionTaken(template);
  await templateLife.begin(call, id);
  const { id: name, version } = template;
  return {
    result: { id },
    audit: { entity: "evaluation_template", entityId: id, detail: { template: name, version } },
  };
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal("invalid", "evaluation.template_unreadable", "不是有效的 JSON。", { cause });
  }
}

function refuseProblems(template: EvaluationTemplate): void {
  const problems = problemsOf(template);
  if (problems.length === 0) return;
  throw new Refusal(
    "invalid",
    "evaluation.problems",
    `评价模板有 ${problems.length} 处问题，请更正后再保存。`,
    // One of each path is shown beside a field, so those of one path go together.
    { fields: joined(problems) },
  );
}

const joined = (problems: readonly Readonly<{ path: string; message: string }>[]) =>
  [...Map.groupBy(problems, ({ path }) => path)].map(([path, all]) => ({
    path,
    message: all.map(({ message }) => message).join(""),
  }));

async function refuseUnknownRegion(db: Db, { regionCode }: EvaluationTemplate): Promise<void> {
  if (regionCode === null) return;
  const [found] = await db
    .select({ code: regions.code })
    .from(regions)
    .where(eq(regions.code, regionCode));
  if (found) return;
  throw new Refusal("invalid", "evaluation.problems", "没有这个地区。", {
    fields: [{ path: "regionCode", message: `没有地区“${regionCode}”，请重新选择。` }],
  });
}

const versionTaken = ({ id, version }: EvaluationTemplate) =>
  new Refusal(
    "conflict",
    "evaluation.version_taken",
    `评价模板 ${id} 第 ${version} 版已存在。已有的模板不能改动，请用新的版本号。`,
    { fields: [{ path: "version", message: `第 ${version} 版已存在，请改为更大的版本号。` }] },
  );

export const submitTemplate = command("evaluation.submit", stepInput, (call, { id, note }) =>
  step(call, id, "submit", note),
);
/** Another person approves it: from then on it evaluates, within its validity and region. */
export const approveTemplate = command("evaluation.approve", stepInput, (call, { id, note }) =>
  step(call, id, "approve", note),
);
export const sendBackTemplate = command(
  "evaluation.approve",
  stepInputWithReason,
  (call, { id, note }) => step(call, id, "send_back", note),
);
export const retireTemplate = command(
  "evaluation.retire",
  stepInputWithReason,
  (call, { id, note }) => step(call, id, "retire", note),
);

type Operator = ActorOf<"operator">;

async function step(call: Call<Operator>, id: string, event: TemplateStep, note?: string) {
  const row = await lockTemplate(call.db, id);
  templateLife.statusAfter(row.status, event);
  if (event === "submit" || event === "approve") refuseOver(row.document, call.now);
  await templateLife.refuseOwnStep(call, id, event);
  const status = await templateLife.move(call, row, event, note ?? null);
  const { templateId: template, version } = row;
  return {
    result: { id, status },
    audit: {
      entity: "evaluation_template",
      entityId: id,
      detail: { event, template, version, status },
    },
  };
}

/** One that can evaluate nobody any more is not brought into force. */
function refuseOver(document: unknown, now: Date): void {
  const { validTo } = parseTemplate(document);
  if (validTo === null || validTo >= dayOf(now)) return;
  throw new Refusal(
    "conflict",
    "evaluation.over",
    `该模板的有效期到 ${validTo} 为止，已经过去。请以此新建版本，填写新的有效期。`,
  );
}

async function lockTemplate(db: Db, id: string) {
  const [row] = await db
    .select({
      id: templates.id,
      status: templates.status,
      templateId: templates.templateId,
      version: templates.version,
      document: templates.document,
    })
    .from(templates)
    .where(eq(templates.id, id))
    .for("update");
  if (!row) throw templateNotFound();
  return row;
}

/** Asks the worker to count how many enterprises would land in each grade. */
export const askDryRun = command(
  "evaluation.dry_run",
  z.object({ id: z.uuid() }),
  async ({ db, actor, now }, { id }) => {
    // Held until the end, so that of two who ask at once the second finds the first one's.
    const { templateId: template, version } = await lockTemplate(db, id);
    const waiting = await db
      .select({ id: dryRuns.id, status: dryRuns.status })
      .from(dryRuns)
      .where(eq(dryRuns.template, id));
    const asked = waiting.find(({ status }) => status === "waiting");
    const dryRun = asked?.id ?? newId(now.getTime());
    if (!asked)
      await db.insert(dryRuns).values({
        id: dryRun,
        template: id,
        askedBy: actor.accountId,
        askedAt: now,
        status: "waiting",
      });
    return {
      result: { id: dryRun },
      audit: { entity: "evaluation_template", entityId: id, detail: { dryRun, template, version } },
    };
  },
);

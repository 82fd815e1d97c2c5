import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { benchCards, benchRuns } from "#db/schema/bench.ts";
import { optionalText, someText, wholeNumber } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { trainingRecord, type TableDescription, type TrainingRecord } from "../modelling/index.ts";
import { command, type Call } from "../operation/index.ts";
import { BUILT_IN, draftCard, parseScorecard, readCard } from "../scoring/index.ts";
import type { Scorecard } from "../scoring/model.ts";
import type { RunKind, RunRequest } from "./model.ts";
import { lastDescription, runNotFound, tableOf } from "./queries.ts";
import { storeRun, type RunMeans } from "./runs.ts";

const column = (label: string) => someText(label, { maximum: 500 });
const seed = wholeNumber("随机种子", { minimum: 0, maximum: 2_147_483_647, unit: "" });
const cardId = z
  .string({ error: "请填写代号。" })
  .trim()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "请用小写字母、数字和连字符，例如 sme-card。")
  .max(60, "代号最多 60 个字符。");

/** Looks at the columns again, with what each of them alone says of the outcome. */
export const describeTable = command(
  "bench.run",
  z.object({ tableId: z.uuid(), target: column("目标列"), bad: optionalText("坏样本的值", 500) }),
  async (call, { tableId, target, bad }) => {
    await tableOf(call.db, tableId, call.now);
    return begin(call, tableId, "describe", { target, bad }, null);
  },
);

/** Trains a card on the columns that were ticked, by the target of the last look. */
export const trainCard = command(
  "bench.run",
  z.object({
    tableId: z.uuid(),
    use: z.array(z.string()).min(1, "请至少采用一列。"),
    seed,
    name: someText("名称", { maximum: 100 }),
    cardId,
  }),
  async (call, { tableId, use, ...rest }) => {
    await tableOf(call.db, tableId, call.now);
    const told = await lastDescription(call.db, tableId);
    if (!told?.target)
      throw new Refusal("conflict", "bench.no_target", "请先选择目标列，看过各列后再建卡。");
    const { target } = told;
    const request = {
      target: target.column,
      bad: target.bad.join(","),
      ...choiceOf(told, use),
      ...rest,
    };
    return begin(call, tableId, "train", request, null);
  },
);

/**
 * Columns that were not ticked go, and ticked ones stay though training by itself would leave them out.
 * Of what it leaves out by itself it says why, so that such a column is not named here.
 */
function choiceOf({ columns, target }: TableDescription, use: readonly string[]) {
  const used = new Set(use);
  const others = columns.filter(({ name }) => name !== target?.column);
  const canStay = (kind: string) => kind !== "constant" && kind !== "empty";
  return {
    drop: others
      .filter(({ name, finding }) => !used.has(name) && finding?.kept !== false)
      .map(({ name }) => name),
    keep: others
      .filter(
        ({ name, finding }) => used.has(name) && finding?.kept === false && canStay(finding.kind),
      )
      .map(({ name }) => name),
  };
}

/** `card:<id>` of the operator's cards (or the built-in one), or `run:<id>` of a training. */
const cardChoice = z
  .string({ error: "请选择评分卡。" })
  .regex(/^(card|run):[0-9a-z-]+$/, "请选择评分卡。");

/** Judges a card on the table, and another one beside it where there is one. */
export const evaluateCard = command(
  "bench.run",
  z.object({
    tableId: z.uuid(),
    card: cardChoice,
    against: z
      .union([cardChoice, z.literal("")])
      .nullish()
      .transform((given) => given || null),
    target: optionalText("目标列", 500),
    bad: optionalText("坏样本的值", 500),
    approvalPercent: wholeNumber("通过率", { minimum: 1, maximum: 99, unit: "%" }),
    seed,
  }),
  async (call, { tableId, card, against, ...request }) => {
    await tableOf(call.db, tableId, call.now);
    const [judged, other] = await Promise.all([
      chosenCard(call, card),
      against === null ? null : chosenCard(call, against),
    ]);
    const means = { card: judged.card, record: judged.record, against: other?.card ?? null };
    const trainedHere = judged.tableId === tableId;
    const named = { card: judged.label, against: other?.label ?? null, trainedHere };
    return begin(call, tableId, "evaluate", { ...request, ...named }, means);
  },
);

/** Scores one row of the table and says why. */
export const explainTableRow = command(
  "bench.run",
  z.object({
    tableId: z.uuid(),
    card: cardChoice,
    row: wholeNumber("行号", { minimum: 1, maximum: 100_000_000, unit: "行" }),
  }),
  async (call, { tableId, card, row }) => {
    await tableOf(call.db, tableId, call.now);
    const chosen = await chosenCard(call, card);
    const means = { card: chosen.card, record: null, against: null };
    return begin(call, tableId, "explain", { card: chosen.label, row }, means);
  },
);

async function begin(
  { db, actor, now }: Call,
  tableId: string,
  kind: RunKind,
  request: RunRequest,
  means: RunMeans | null,
) {
  const { accountId } = actor;
  const id = await storeRun(db, { tableId, accountId, kind, request, means, now });
  return {
    result: { id },
    audit: { entity: "bench_run", entityId: id, detail: { tableId, kind, ...request } },
  };
}

type Chosen = Readonly<{
  card: Scorecard;
  record: TrainingRecord | null;
  /** The table that it was trained on; null: not trained here. */
  tableId: string | null;
  label: string;
}>;

async function chosenCard(call: Call, choice: string): Promise<Chosen> {
  const [from, id = ""] = choice.split(/:(.*)/s);
  if (from === "run") {
    const run = await trainedRun(call.db, id);
    return { ...run, label: `${run.card.name}（未存入）` };
  }
  const { card } = await readCard(call, { id });
  const [source] = await call.db
    .select({ record: benchRuns.record, tableId: benchRuns.tableId })
    .from(benchCards)
    .innerJoin(benchRuns, eq(benchRuns.id, benchCards.runId))
    .where(eq(benchCards.card, id === BUILT_IN ? NO_CARD : id));
  const record = trainingRecord.safeParse(source?.record);
  return {
    card,
    record: record.success ? record.data : null,
    tableId: source?.tableId ?? null,
    label: `${card.name} 第 ${card.version} 版`,
  };
}

/** The built-in card is no row and was not trained here. */
const NO_CARD = "00000000-0000-0000-0000-000000000000";

async function trainedRun(db: Db, id: string) {
  const wanted = z.uuid().safeParse(id);
  if (!wanted.success) throw runNotFound();
  const [run] = await db
    .select({ card: benchRuns.card, record: benchRuns.record, tableId: benchRuns.tableId })
    .from(benchRuns)
    .where(and(eq(benchRuns.id, wanted.data), eq(benchRuns.kind, "train")));
  if (!run || run.card === null) throw runNotFound();
  const record = trainingRecord.safeParse(run.record);
  return {
    card: parseScorecard(run.card),
    record: record.success ? record.data : null,
    tableId: run.tableId,
  };
}

/** Stops a run that waits or is under way; the worker lets go of it within seconds. */
export const cancelRun = command(
  "bench.run",
  z.object({ id: z.uuid() }),
  async ({ db, now }, { id }) => {
    const stopped = await db
      .update(benchRuns)
      .set({ status: "cancelled", finishedAt: now })
      .where(and(eq(benchRuns.id, id), inArray(benchRuns.status, ["queued", "running"])))
      .returning({ id: benchRuns.id });
    if (stopped.length === 0)
      throw new Refusal("conflict", "bench.run_over", "任务已经结束，无需取消。请刷新后查看。");
    return { result: { id }, audit: { entity: "bench_run", entityId: id, detail: {} } };
  },
);

/** The same once more, as it was asked for then. */
export const repeatRun = command("bench.run", z.object({ id: z.uuid() }), async (call, { id }) => {
  const [run] = await call.db
    .select({
      tableId: benchRuns.tableId,
      kind: benchRuns.kind,
      request: benchRuns.request,
      means: benchRuns.means,
    })
    .from(benchRuns)
    .where(eq(benchRuns.id, id));
  if (!run) throw runNotFound();
  await tableOf(call.db, run.tableId, call.now);
  const means = run.means as RunMeans | null; // Written by `begin` above.
  return begin(call, run.tableId, run.kind, run.request, means);
});

/** Takes a trained card in as a draft; from there it goes the way of every card. */
export const takeInCard = command(
  "bench.run",
  z.object({
    runId: z.uuid(),
    id: cardId,
    name: someText("名称", { maximum: 100 }),
    version: wholeNumber("版本", { minimum: 1, maximum: 100_000, unit: "" }),
    validFrom: z.iso.date("请填写生效日。"),
  }),
  async (call, { runId, ...identity }) => {
    const { card } = await trainedRun(call.db, runId);
    const text = JSON.stringify({ ...card, ...identity });
    const { id } = await draftCard(call, { format: "json", text });
    await call.db.insert(benchCards).values({ card: id, runId });
    return {
      result: { id },
      audit: { entity: "bench_run", entityId: runId, detail: { takenInAs: id, ...identity } },
    };
  },
);

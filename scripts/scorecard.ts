import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import cliProgress from "cli-progress";
import { dayOf } from "#lib/kernel/calendar.ts";
import { Refusal } from "#lib/kernel/refusal.ts";
import {
  evaluate,
  evaluateReport,
  explainRow,
  recordOf,
  toScorecard,
  train,
  trainReport,
  trainingRecord,
  type TrainingRecord,
} from "#lib/modelling/index.ts";
import { fromPmml, hashOf, parseScorecard, toPmml } from "#lib/scoring/index.ts";
import type { Scorecard } from "#lib/scoring/model.ts";
import { Misuse, readArguments, type Asked } from "./scorecard-arguments.ts";
import { evaluateText, explainText, findingText, trainText } from "./scorecard-report.ts";

/**
 * `npm run scorecard -- train | evaluate | explain | pmml` makes scorecards of tables and judges them
 * (docs/scorecards.md). The result goes to stdout, everything else to stderr; ends with 2 where it
 * could not do what was asked.
 */
try {
  await run(readArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof Misuse || error instanceof Refusal) fail(messageOf(error));
  throw error;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function messageOf(error: Misuse | Refusal): string {
  if (!(error instanceof Refusal)) return error.message;
  const further = error.fields.filter(({ message }) => message !== error.message);
  const options = error.fields.flatMap(({ path }) => (isOption(path) ? [`--${path}`] : []));
  const where = options.length > 0 ? `（${options.join("、")}）` : "";
  return [
    `${error.message}${where}`,
    ...further.map(({ path, message }) => `  ${path}：${message}`),
  ].join("\n");
}

/** Which of the things that may be said wrongly were said as an option. */
function isOption(path: string): boolean {
  return ["target", "bad", "drop", "keep", "row"].includes(path);
}

async function run(asked: Asked) {
  switch (asked.verb) {
    case "train":
      return runTrain(asked);
    case "evaluate":
      return runEvaluate(asked);
    case "explain": {
      const bar = progressBar();
      const explained = await explainRow(cardIn(asked.card), asked.csv, asked.row, (share) =>
        bar.show("读取", share),
      );
      bar.stop();
      return print(asked.json ? json(explained) : explainText(explained));
    }
    case "pmml":
      return runPmml(asked);
  }
}

function runPmml({ way, file, out }: Asked & { verb: "pmml" }) {
  if (out !== null) checkWritable(out);
  const card =
    way === "import"
      ? fromPmml(read(file), {
          id: identifierIn(out ?? file),
          version: 1,
          validFrom: dayOf(new Date()),
        })
      : cardIn(file);
  const text = way === "import" ? json(card) : toPmml(card);
  if (out === null) return print(text);
  write(out, text);
  process.stderr.write(`写入 ${out}\n`);
}

async function runTrain({ csv, out, json: asJson, name, options }: Asked & { verb: "train" }) {
  if (out !== null) checkWritable(out);
  const bar = progressBar();
  const parts = { read: "读取", validate: "交叉验证", fit: "建卡" } as const;
  const trained = await train(csv, {
    ...options,
    onProgress: (step, share) => bar.show(parts[step], share),
  }).finally(bar.stop);
  if (asJson)
    for (const found of trained.findings) process.stderr.write(`注意 ${findingText(found)}\n`);
  if (asJson) for (const note of trained.notes) process.stderr.write(`${note}\n`);
  if (out !== null && trained.card.characteristics.length > 0) {
    const id = identifierIn(out);
    const card = toScorecard(trained.card, {
      id,
      version: 1,
      name: name ?? id,
      validFrom: dayOf(new Date()),
    });
    write(out, json(card));
    write(recordPath(out), json(recordOf(trained, hashOf(card), options.seed)));
    process.stderr.write(`评分卡写入 ${out}，训练记录写入 ${recordPath(out)}\n`);
  }
  print(asJson ? `${JSON.stringify(trainReport(trained))}\n` : trainText(trained));
  if (trained.card.characteristics.length === 0 && out !== null)
    process.stderr.write("没有特征的卡不能评分，未写入文件。\n");
}

async function runEvaluate(asked: Asked & { verb: "evaluate" }) {
  const card = cardIn(asked.card);
  const bar = progressBar();
  const parts = { read: "读取", score: "评分" } as const;
  const evaluated = await evaluate(asked.csv, {
    ...asked,
    card,
    record: recordIn(recordPath(asked.card), card),
    against: asked.against === null ? null : cardIn(asked.against),
    onProgress: (step, share) => bar.show(parts[step], share),
  }).finally(bar.stop);
  if (asked.json) for (const note of evaluated.notes) process.stderr.write(`${note}\n`);
  print(asked.json ? `${JSON.stringify(evaluateReport(evaluated))}\n` : evaluateText(evaluated));
}

function progressBar() {
  const bar = new cliProgress.SingleBar(
    // Not a terminal: nobody watches a bar, and a log would keep every step of it.
    { format: "{step} [{bar}] {percentage}%", stream: process.stderr, clearOnComplete: true },
    cliProgress.Presets.legacy,
  );
  let open = false;
  return {
    show: (step: string, share: number) => {
      if (!process.stderr.isTTY) return;
      if (!open) bar.start(100, 0, { step });
      open = true;
      bar.update(Math.floor(100 * share), { step });
    },
    stop: () => bar.stop(),
  };
}

function recordPath(card: string): string {
  return `${card.replace(/\.json$/i, "")}.training.json`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function print(text: string) {
  process.stdout.write(text);
}

/** A card is named by lower-case letters, digits and hyphens. */
function identifierIn(path: string): string {
  const plain = basename(path)
    .replace(/\.(json|pmml|xml)$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return plain || "trained-card";
}

function checkWritable(path: string) {
  if (!existsSync(dirname(path))) fail(`--out 的目录 ${dirname(path)} 不存在，请先建立。`);
}

function write(path: string, text: string) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    fail(`无法写入 ${path}：${(error as Error).message}`); // What writing a file throws.
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // What reading a file throws.
    const reasons: Record<string, string> = { ENOENT: "文件不存在", EISDIR: "这是一个目录" };
    return fail(`无法读取 ${path}：${reasons[code ?? ""] ?? message}。`);
  }
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(read(path));
  } catch {
    return fail(`${path} 不是 JSON，请给出 train 写出的评分卡。`);
  }
}

function cardIn(path: string): Scorecard {
  return parseScorecard(jsonIn(path));
}

function recordIn(path: string, card: Scorecard): TrainingRecord | null {
  if (!existsSync(path)) return null;
  const parsed = trainingRecord.safeParse(jsonIn(path));
  if (!parsed.success || parsed.data.cardHash !== hashOf(card)) {
    process.stderr.write(`${path} 不是这张卡的训练记录，不作比较。\n`);
    return null;
  }
  return parsed.data;
}

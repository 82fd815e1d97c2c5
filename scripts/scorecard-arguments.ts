import { parseArgs } from "node:util";
import { defaults, DEFAULT_SCALE, type TrainOptions } from "#lib/modelling/index.ts";

const USAGE = `用法：
  npm run scorecard -- train <csv> --target <列> --out <card.json> [--bad <值>] [--drop <列,…>] [--keep <列,…>]
                       [--json] [--seed <n>] [--folds <n>] [--points <600>] [--odds <20>] [--pdo <50>]
                       [--min-iv <0.01>] [--max-correlation <0.9>] [--name <名称>]
  npm run scorecard -- evaluate <card.json> <csv> [--target <列>] [--bad <值>] [--against <card.json>]
                       [--approve <0.5>] [--json] [--seed <n>]
  npm run scorecard -- explain <card.json> <csv> --row <n> [--json]
  npm run scorecard -- pmml import <card.pmml> --out <card.json>
  npm run scorecard -- pmml export <card.json> --out <card.pmml>
CSV 可为 .gz；编码为 UTF-8、GB 18030 或 UTF-16。`;

/** Said wrongly on the command line. */
export class Misuse extends Error {}
const misuse = (message: string) => new Misuse(`${message}\n${USAGE}`);

export type Asked =
  | Readonly<{
      verb: "train";
      csv: string;
      out: string | null;
      json: boolean;
      name: string | null;
      options: TrainOptions;
    }>
  | Readonly<{
      verb: "evaluate";
      card: string;
      csv: string;
      json: boolean;
      target: string | null;
      bad: string | null;
      against: string | null;
      approvalRate: number;
      seed: number;
    }>
  | Readonly<{ verb: "explain"; card: string; csv: string; row: number; json: boolean }>
  | Readonly<{ verb: "pmml"; way: "import" | "export"; file: string; out: string | null }>;

const text = { type: "string" } as const;
const options = {
  target: text,
  bad: text,
  drop: { type: "string", multiple: true },
  keep: { type: "string", multiple: true },
  out: text,
  name: text,
  json: { type: "boolean" },
  seed: text,
  folds: text,
  points: text,
  odds: text,
  pdo: text,
  "min-iv": text,
  "max-correlation": text,
  against: text,
  approve: text,
  row: text,
} as const;

const allowed: Readonly<Record<string, readonly string[]>> = {
  train: [
    ...["target", "bad", "drop", "keep", "out", "name", "json", "seed", "folds"],
    ...["points", "odds", "pdo", "min-iv", "max-correlation"],
  ],
  evaluate: ["target", "bad", "against", "approve", "json", "seed"],
  explain: ["row", "json"],
  pmml: ["out"],
};

type Values = ReturnType<typeof parsed>["values"];

/** What the command line asks for; refused before a file is opened. */
export function readArguments(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const [verb = "", ...files] = positionals;
  const known = allowed[verb];
  if (!known) throw misuse(verb ? `没有 ${verb} 这个动作。` : "请写明要做什么。");
  const stray = Object.keys(values).find((name) => !known.includes(name));
  if (stray) throw misuse(`${verb} 不用 --${stray}。`);
  const json = values.json ?? false;
  switch (verb) {
    case "train": {
      const [csv] = exactly(verb, files, 1);
      return {
        verb: "train",
        csv,
        out: values.out ?? null,
        name: values.name ?? null,
        json,
        options: trainOptions(values),
      };
    }
    case "evaluate": {
      const [card, csv] = exactly(verb, files, 2);
      return {
        verb: "evaluate",
        card,
        csv,
        json,
        target: values.target ?? null,
        bad: values.bad ?? null,
        against: values.against ?? null,
        approvalRate: figure(values, "approve", 0.5, (rate) => rate > 0 && rate < 1),
        seed: figure(values, "seed", defaults.seed, Number.isSafeInteger),
      };
    }
    case "explain": {
      const [card, csv] = exactly(verb, files, 2);
      if (values.row === undefined) throw misuse("缺少 --row。");
      const row = figure(values, "row", 1, Number.isSafeInteger);
      return { verb: "explain", card, csv, row, json };
    }
    default: {
      const [way, file] = exactly(verb, files, 2);
      if (way !== "import" && way !== "export") throw misuse("pmml 之后应为 import 或 export。");
      return { verb: "pmml", way, file, out: values.out ?? null };
    }
  }
}

function trainOptions(values: Values): TrainOptions {
  if (values.target === undefined) throw misuse("缺少 --target。");
  const positive = (value: number) => value > 0;
  return {
    target: values.target,
    bad: values.bad ?? null,
    drop: names(values.drop),
    keep: names(values.keep),
    seed: figure(values, "seed", defaults.seed, Number.isSafeInteger),
    folds: figure(
      values,
      "folds",
      defaults.folds,
      (n) => Number.isSafeInteger(n) && n >= 2 && n <= 50,
    ),
    minIv: figure(values, "min-iv", defaults.minIv, (iv) => iv >= 0),
    maxCorrelation: figure(values, "max-correlation", defaults.maxCorrelation, positive),
    scale: {
      base: figure(values, "points", DEFAULT_SCALE.base, Number.isSafeInteger),
      odds: figure(values, "odds", DEFAULT_SCALE.odds, positive),
      double: figure(values, "pdo", DEFAULT_SCALE.double, positive),
    },
  };
}

const names = (given: readonly string[] | undefined): readonly string[] =>
  (given ?? []).flatMap((each) => each.split(",")).filter((name) => name.trim() !== "");

function figure(
  values: Values,
  name:
    "seed" | "folds" | "points" | "odds" | "pdo" | "min-iv" | "max-correlation" | "approve" | "row",
  otherwise: number,
  isRight: (value: number) => boolean,
): number {
  const given = values[name];
  if (given === undefined) return otherwise;
  const value = given.trim() === "" ? NaN : Number(given);
  if (!Number.isFinite(value) || !isRight(value)) throw misuse(`--${name} 不能是“${given}”。`);
  return value;
}

function exactly(verb: string, files: readonly string[], count: 1): [string];
function exactly(verb: string, files: readonly string[], count: 2): [string, string];
function exactly(verb: string, files: readonly string[], count: number): string[] {
  if (files.length !== count)
    throw misuse(`${verb} 之后应有 ${count} 个文件名，现有 ${files.length} 个。`);
  return [...files];
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw misuse((error as Error).message); // parseArgs throws nothing else.
  }
}

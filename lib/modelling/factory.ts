import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "./random.ts";
import { defaults, DEFAULT_SCALE, train, type Trained, type TrainOptions } from "./train.ts";

/** A folder for the tables of a test file. */
export function tableFolder() {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-modelling-"));
  let count = 0;
  return {
    path: (name: string) => join(folder, name),
    store: (content: string | Uint8Array): string => {
      const path = join(folder, `table-${++count}.csv`);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type Lines = Readonly<{ header: readonly string[]; rows: readonly (readonly string[])[] }>;

/**
 * A made-up table of firms: two figures and a region that tell something of `bad`, and one figure that
 * tells nothing. `lean` is how much they tell.
 */
export function someFirms(count: number, options: { seed?: number; lean?: number } = {}): Lines {
  const random = seeded(options.seed ?? 1);
  const lean = options.lean ?? 1;
  const rows = Array.from({ length: count }, () => {
    const age = Math.floor(30 * random());
    const tax = Math.round(10_000 * random() ** 2);
    const region = ["north", "south", "east"][Math.floor(3 * random())] ?? "";
    const noise = random().toFixed(3);
    const risk =
      -1 + lean * (1.5 - age / 10 + (tax < 1000 ? 1 : -0.5) + (region === "east" ? 1 : 0));
    const bad = random() < 1 / (1 + Math.exp(-risk)) ? "1" : "0";
    return [String(age), String(tax), region, noise, bad];
  });
  return { header: ["age", "tax", "region", "noise", "bad"], rows };
}

export const csvOf = ({ header, rows }: Lines, options: { end?: string } = {}): string =>
  [header, ...rows].map((cells) => cells.join(",") + (options.end ?? "\n")).join("");

export const trainOn = (path: string, options: Partial<TrainOptions> = {}): Promise<Trained> =>
  train(path, {
    target: "bad",
    bad: null,
    drop: [],
    keep: [],
    ...defaults,
    scale: DEFAULT_SCALE,
    ...options,
  });

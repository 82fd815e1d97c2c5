import "./settings.ts";
import { gateBench } from "./gate.ts";
import { intakeBench } from "./intake.ts";
import { rescoringBench } from "./rescoring.ts";
import { scoringBench } from "./scoring.ts";
import type { Bench, BenchResult } from "./result.ts";

/** `npm run bench -- <name>`: prints one JSON object, and tells on stderr what it is doing. */
const benches: Readonly<Record<string, Bench>> = {
  gate: gateBench,
  intake: intakeBench,
  scoring: async (options) => {
    const scores = await scoringBench();
    const rescoring = told(await rescoringBench(options));
    return { ...scores, more: { ...scores.more, rescoring } };
  },
};

const [name = "", ...options] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
console.log(JSON.stringify({ bench: name, ...told(await bench(options)) }));
process.exit(0);

/** What was found, with the share of each peer that it is. */
function told({ unit, ours, peers, more }: BenchResult) {
  const ratios = mapped(peers, (value) => ours / value);
  return { unit, ours: rounded(ours), peers: mapped(peers, (value) => value), ratios, ...more };
}

function mapped(values: BenchResult["peers"], figure: (value: number) => number) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, rounded(figure(value))]),
  );
}

/** Three digits that mean something. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

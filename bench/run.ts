import "./settings.ts";
import { gateBench } from "./gate.ts";
import { intakeBench } from "./intake.ts";
import { rescoringBench } from "./rescoring.ts";
import { scoringBench } from "./scoring.ts";
import type { Bench } from "./result.ts";

/** `npm run bench -- <name>`: prints one JSON object, and tells on stderr what it is doing. */
const benches: Readonly<Record<string, Bench>> = {
  gate: gateBench,
  intake: intakeBench,
  scoring: scoringBench,
  rescoring: rescoringBench,
};

const [name = "", ...options] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
const { unit, ours, peers, more } = await bench(options);
const ratios = Object.fromEntries(
  Object.entries(peers).map(([peer, value]) => [peer, rounded(ours / value)]),
);
console.log(
  JSON.stringify({ bench: name, unit, ours: rounded(ours), peers: mapped(peers), ratios, ...more }),
);
process.exit(0);

function mapped(values: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, rounded(value)]));
}

/** Three digits that mean something. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

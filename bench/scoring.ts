import { bankTax1, compileEngine } from "#lib/scoring/index.ts";
import { columnOf, valuesFrom } from "#lib/credit/index.ts";
import { indicators, type Indicator, type IndicatorValues } from "#lib/credit/indicators.ts";
import { bankTaxByHand } from "./scoring-by-hand.ts";
import { say, type BenchResult } from "./result.ts";

const ENTERPRISES = 2_000;
const ROUNDS = 8;
const ROUND_MS = 1500;

type Scorer = (facts: IndicatorValues) => Readonly<{ total: number; reasons: readonly string[] }>;

/**
 * Scores with grade and reasons a second in one process, against the same card written out by hand.
 * Both get the same facts in the same shape and answer total, grade and the four reasons; that they
 * agree on every enterprise is checked before the clock runs. Rounds alternate, and the clock is the
 * processor time of this process, which other work on the machine does not take away from.
 */
export async function scoringBench(): Promise<BenchResult> {
  const engine = compileEngine(bankTax1);
  const ours: Scorer = (facts) => engine.quick(facts) ?? raise("no score");
  const firms = Array.from({ length: ENTERPRISES }, (_, index) => firm(index));
  for (const facts of firms) {
    const [one, other] = [ours(facts), bankTaxByHand(facts)];
    if (JSON.stringify(gist(one)) !== JSON.stringify(gist(other)))
      raise(`the two disagree: ${JSON.stringify([facts, one, other])}`);
  }
  say(`${ENTERPRISES} enterprises: the same total and reasons from both`);
  round(ours, firms, 500);
  round(bankTaxByHand, firms, 500);
  const found: { ours: Round[]; byHand: Round[] } = { ours: [], byHand: [] };
  for (let turn = 1; turn <= ROUNDS; turn++) {
    found.ours.push(round(ours, firms, ROUND_MS));
    found.byHand.push(round(bankTaxByHand, firms, ROUND_MS));
    say(`round ${turn} of ${ROUNDS}`);
  }
  return {
    unit: "scores with reasons a second of processor time",
    ours: rateOf(found.ours),
    peers: { "the same card written out by hand": rateOf(found.byHand) },
    more: { characteristics: bankTax1.characteristics.length, enterprises: ENTERPRISES },
  };
}

type Round = Readonly<{ done: number; seconds: number }>;

const rateOf = (rounds: readonly Round[]): number =>
  rounds.reduce((sum, { done }) => sum + done, 0) /
  rounds.reduce((sum, { seconds }) => sum + seconds, 0);

const gist = ({ total, reasons }: ReturnType<Scorer>) => ({ total, reasons });

/** Scores and seconds of processor time; the totals are summed so that nothing is left out as unused. */
function round(scorer: Scorer, firms: readonly IndicatorValues[], milliseconds: number): Round {
  let done = 0;
  let sum = 0;
  const started = performance.now();
  const before = process.cpuUsage();
  while (performance.now() - started < milliseconds) {
    for (const facts of firms) {
      const { total, reasons } = scorer(facts);
      sum += total + reasons.length;
    }
    done += firms.length;
  }
  const { user, system } = process.cpuUsage(before);
  if (!Number.isFinite(sum)) raise("a total that is no number");
  return { done, seconds: (user + system) / 1e6 };
}

/** An enterprise as the index says, with about one fact in eight unknown and one in twenty vetoed. */
function firm(index: number): IndicatorValues {
  let state = (index + 1) * 2_654_435_761;
  const random = () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
  const figureOf = ({ id, kind, unit }: Indicator) => {
    if (random() < 0.125) return null;
    if (kind === "text") return ["A", "B", "M", "C"][Math.floor(random() * 4)] ?? null;
    if (id === "adverseLists" || id === "seriousPenalties24") return random() < 0.975 ? 0 : 1;
    const most = unit === "分" ? 1_000_000_000 : unit === "基点" ? 15_000 : 13;
    const growth = id.endsWith("GrowthBps") || id.endsWith("ChangeBps");
    return Math.floor((random() - (growth ? 0.5 : 0)) * most);
  };
  // As they come out of the database.
  return valuesFrom(Object.fromEntries(indicators.map((one) => [columnOf(one.id), figureOf(one)])));
}

function raise(message: string): never {
  throw new Error(message);
}

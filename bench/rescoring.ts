import { sql as statement } from "drizzle-orm";
import { database, type Sql } from "#db/client.ts";
import { indicatorTable } from "#db/schema/credit.ts";
import { refreshIndicators } from "#lib/credit/index.ts";
import { bankTax1, scoreToSql } from "#lib/scoring/index.ts";
import { benchDatabase } from "./database.ts";
import { say, type BenchResult } from "./result.ts";
import { AS_OF, fillRecords, RECORDS_EACH } from "./scoring-data.ts";

const DEFAULT_ENTERPRISES = "100000";

/**
 * A full rescoring from the database to the database: every indicator of every enterprise from its
 * records, and the card over all of them; against counting and adding up the same records by
 * enterprise, in the same run. `--enterprises 100000,1000000` also tells whether it grows in line; a
 * million takes some 20 GB of disk and half an hour to prepare. `--order arrival` lays the records down
 * by month, as departments send them, instead of each enterprise's together.
 */
export async function rescoringBench(options: readonly string[]): Promise<BenchResult> {
  const asked = options[options.indexOf("--enterprises") + 1];
  const sizes = options.includes("--enterprises") && asked ? asked : DEFAULT_ENTERPRISES;
  const order = options[options.indexOf("--order") + 1] === "arrival" ? "arrival" : "enterprise";
  const held = await benchDatabase();
  try {
    const runs = [];
    for (const enterprises of sizes.split(",").map(Number)) {
      say(`${enterprises} enterprises with ${RECORDS_EACH} records each: writing …`);
      await fillRecords(held.owner, enterprises, order);
      const peer = await clock(() => addUp(held.owner));
      const now = new Date();
      const indicators = await clock(() =>
        refreshIndicators(held.intake, { usccs: null, today: AS_OF, now }),
      );
      const scores = await clock(() => scoreAll(held.owner));
      const again = await clock(() =>
        refreshIndicators(held.intake, { usccs: null, today: AS_OF, now }),
      );
      runs.push({ enterprises, indicators, scores, again, peer });
      say(JSON.stringify(runs.at(-1)));
    }
    const last = runs.at(-1);
    if (!last) throw new Error("no size to measure");
    return {
      unit: "enterprises a second",
      ours: last.enterprises / (last.indicators + last.scores),
      peers: { "count(*), sum(…) GROUP BY uscc": last.enterprises / last.peer },
      more: { order, seconds: runs },
    };
  } finally {
    await held.stop();
  }
}

async function addUp(owner: Sql) {
  await owner`drop table if exists public.added_up`;
  await owner`create unlogged table public.added_up as
    select uscc, count(*) as records, sum(amount_fen) as amount from credit.record group by uscc`;
}

/** The bank-tax card over all of the stored indicators. */
async function scoreAll(owner: Sql) {
  const { total, vetoed } = scoreToSql(bankTax1);
  await owner`drop table if exists public.scored`;
  await database(owner).execute(statement`create unlogged table public.scored as
    select ${indicatorTable.uscc}, ${total} as total, ${vetoed} as vetoed from ${indicatorTable}`);
}

async function clock(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((performance.now() - started) / 10) / 100;
}

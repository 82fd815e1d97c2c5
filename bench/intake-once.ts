import { connect } from "#db/client.ts";
import { ingestFile } from "#lib/intake/index.ts";

// One file through the pipeline in a process of its own, as the worker takes it in; says what it held.
const [url = "", path = "", expected = ""] = process.argv.slice(2);

/** The most memory that this process holds until the answer is asked for, in MiB. */
function watchMemory(): () => number {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage().rss));
  const timer = setInterval(look, 20);
  timer.unref();
  return () => {
    look();
    return Math.round(most / 1024 / 1024);
  };
}

const sql = connect(url, { max: 4 });
const peak = watchMemory();
const started = performance.now();
let told = 0;
const report = await ingestFile(sql, {
  item: "invoice",
  from: { path },
  source: "测量",
  channel: "command",
  now: new Date(),
  onProgress: (received) => {
    if (received < told + 1_000_000) return;
    told = received;
    process.stderr.write(`${received} rows received, at most ${peak()} MiB so far\n`);
  },
});
const seconds = (performance.now() - started) / 1000;
await sql.end();
if (report.accepted !== Number(expected))
  throw new Error(`not all rows were kept: ${JSON.stringify(report)}`);
console.log(JSON.stringify({ seconds, peakMiB: peak() }));

import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import type { Sql } from "#db/client.ts";
import { makeUscc } from "#lib/kernel/uscc.ts";
import { benchDatabase } from "./database.ts";
import { say, type BenchResult } from "./result.ts";

const ENTERPRISES = 2_000;
const DEFAULT_ROWS = "100000,1000000";

/**
 * Rows a second through the whole pipeline (reading the file, schema and cross-field rules, registry,
 * merge, accounting) against raw COPY of the same rows into the same table with the same indexes.
 * `--rows 100000,1000000,10000000` also tells whether memory stays flat.
 */
export async function intakeBench(options: readonly string[]): Promise<BenchResult> {
  const asked = options[options.indexOf("--rows") + 1];
  const sizes = (options.includes("--rows") && asked ? asked : DEFAULT_ROWS).split(",").map(Number);
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-bench-"));
  const held = await benchDatabase();
  try {
    const usccs = await register(held.owner);
    const runs = [];
    for (const rows of sizes) {
      say(`${rows} rows: writing …`);
      const csv = join(folder, "invoices.csv");
      const copy = join(folder, "invoices.copy");
      await writeRows(rows, usccs, csv, copy);
      const raw = await clock(() => rawCopy(held.owner, copy));
      await empty(held.owner);
      const { seconds, peakMiB } = await pipelined(held.intakeUrl, csv, rows);
      runs.push({
        rows,
        ours: Math.round(rows / seconds),
        copy: Math.round(rows / raw),
        peakMiB,
      });
      say(JSON.stringify(runs.at(-1)));
      await empty(held.owner);
    }
    const last = runs.at(-1);
    if (!last) throw new Error("no size to measure");
    return {
      unit: "rows a second",
      ours: last.ours,
      peers: { "COPY of the same rows into the same table": last.copy },
      more: { runs },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await held.stop();
  }
}

async function register(owner: Sql): Promise<readonly string[]> {
  const rows = Array.from({ length: ENTERPRISES }, (_, index) => ({
    uscc: makeUscc("91520100", 60_000_000 + index),
    name: `测量示例企业${index}`,
    region_code: "520100",
    industry_code: "C13",
    size_class: "small",
    established_on: "2015-06-01",
    status: "operating",
  }));
  await owner`insert into registry.enterprise ${owner(rows)}`;
  return rows.map(({ uscc }) => uscc);
}

/** The same invoices twice: as a department sends them, and as COPY takes them into credit.record. */
async function writeRows(rows: number, usccs: readonly string[], csv: string, copy: string) {
  const received = createWriteStream(csv);
  const kept = createWriteStream(copy);
  received.write("统一社会信用代码,开票日期,发票号码,进销项,金额,税额,对方单位,发票状态\n");
  const write = async (stream: typeof received, text: string) => {
    if (!stream.write(text)) await once(stream, "drain");
  };
  const at = "2026-11-01T00:00:00Z";
  let csvText = "";
  let copyText = "";
  for (let row = 0; row < rows; row++) {
    const uscc = usccs[Math.floor((row * usccs.length) / rows)] ?? "";
    const day = `2026-${String((row % 9) + 1).padStart(2, "0")}-${String((row % 28) + 1).padStart(2, "0")}`;
    const fen = 100_000 + ((row * 7919) % 9_000_000);
    const direction = row % 2 === 0 ? "sale" : "purchase";
    const counterparty = `对方单位${row % 500}`;
    const key = String(10_000_000 + row);
    csvText += `${uscc},${day},${key},${direction},${(fen / 100).toFixed(2)},${(Math.round(fen * 0.13) / 100).toFixed(2)},${counterparty},valid\n`;
    copyText += `${uscc}\tinvoice\t${day}\t${key}\t1\t${fen}\t${Math.round(fen * 0.13)}\t${direction}\t{"counterparty":"${counterparty}","status":"valid"}\t1\t${at}\n`;
    if (csvText.length > 1 << 18) {
      await write(received, csvText);
      await write(kept, copyText);
      csvText = copyText = "";
    }
  }
  received.end(csvText);
  kept.end(copyText);
  await Promise.all([once(received, "finish"), once(kept, "finish")]);
}

async function rawCopy(owner: Sql, path: string) {
  const connection = await owner.reserve();
  try {
    const target = await connection
      .unsafe(
        "copy credit.record (uscc, item, period, key, version, amount_fen, tax_fen, category, payload, batch_id, recorded_at) from stdin",
      )
      .writable();
    await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), target);
  } finally {
    connection.release();
  }
}

/** In a process of its own, so that its memory is that of one file and of nothing before it. */
async function pipelined(url: string, path: string, rows: number) {
  const script = new URL("./intake-once.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, url, path, String(rows)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return JSON.parse(said) as Readonly<{ seconds: number; peakMiB: number }>; // What the script prints.
}

async function empty(owner: Sql) {
  await owner`truncate credit.record`;
  await owner`truncate intake.quarantine, intake.batch cascade`;
  await owner`checkpoint`;
}

async function clock(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

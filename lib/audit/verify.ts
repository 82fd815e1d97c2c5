import type { PublicKey } from "../kernel/signing.ts";
import { checkChain, type ChainCheck } from "./chain-check.ts";
import { readCheckpoints } from "./checkpoints.ts";
import type { LogFault, LogRange, LogRecord, LogReport } from "./model.ts";

export type VerifyOptions = Readonly<{
  /** Lines of a checkpoint file. */
  checkpoints?: Iterable<string> | AsyncIterable<string>;
  /** Keys whose checkpoints count. */
  trusted?: readonly PublicKey[];
  /** One chain, or a part of it; everything else is passed over. */
  range?: LogRange;
}>;

/**
 * Verifies the log from what was exported of it, without a database: every hash is computed again,
 * every number and previous hash compared, and the ends held against the signed checkpoints. Names
 * the first broken line of each chain. Memory grows with chains and checkpoints, not with lines.
 */
export async function verifyLog(
  batches: Iterable<readonly LogRecord[]> | AsyncIterable<readonly LogRecord[]>,
  { checkpoints = [], trusted = [], range }: VerifyOptions = {},
): Promise<LogReport> {
  const known = await readCheckpoints(checkpoints, trusted);
  const checks = new Map<string, ChainCheck>();
  const faults: LogFault[] = [];
  let records = 0;
  let lines = 0;
  let latest = known.read;

  const isWanted = (chain: string) => range === undefined || range.chain === chain;
  const checkOf = (chain: string): ChainCheck => {
    const found = checks.get(chain);
    if (found) return found;
    const made = checkChain(chain, known.heads.get(chain) ?? [], range);
    checks.set(chain, made);
    return made;
  };
  const outside = (fault: LogFault["fault"], detail: string) => {
    if (!faults.some((one) => one.fault === fault))
      faults.push({ chain: null, seq: null, fault, detail });
  };
  const head = (checkpoint: string | null) => {
    const place = checkpoint === null ? 0 : known.places.get(checkpoint);
    if (records > 1) outside("malformed", "the heading of an export stands in its midst");
    if (place !== undefined) latest = place;
    else if (known.read > 0)
      outside(
        "checkpoint_mismatch",
        "the export names a checkpoint that is not in the file: its end was cut, or it is another file",
      );
  };
  const take = (record: LogRecord) => {
    records += 1;
    switch (record.type) {
      case "export":
        return head(record.checkpoint);
      case "malformed":
        return outside("malformed", `line ${record.place} of the file is no line of an export`);
      case "anchor":
        if (isWanted(record.chain)) checkOf(record.chain).anchor(record);
        return;
      case "line":
        lines += 1;
        if (isWanted(record.chain)) checkOf(record.chain).line(record);
        return;
    }
  };

  for await (const batch of batches) for (const record of batch) take(record);

  // A chain that only the checkpoints know of is one whose every line is gone.
  for (const chain of known.heads.keys()) if (isWanted(chain)) checkOf(chain);
  if (range) checkOf(range.chain);
  const chains = [...checks.entries()]
    .map(([, check]) => check.close((checkpoint) => checkpoint > latest))
    .filter((report) => report.lines > 0 || report.fault)
    .sort((one, other) => (one.chain < other.chain ? -1 : 1));
  const all = [...chains.flatMap(({ fault }) => fault ?? []), ...known.faults, ...faults];
  return {
    intact: all.length === 0,
    lines: range ? chains.reduce((sum, report) => sum + report.lines, 0) : lines,
    chains,
    faults: all,
    checkpoints: { read: known.read, lastAt: known.lastAt, later: known.read - latest },
  };
}

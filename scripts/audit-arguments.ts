import { join } from "node:path";
import { parseArgs } from "node:util";
import type { LogRange } from "#lib/audit/index.ts";
import { isLocalDate } from "#lib/kernel/calendar.ts";
import type { PublicKey } from "#lib/kernel/signing.ts";
import { keysIn } from "./public-keys.ts";

const USAGE = `Usage:
  npm run audit -- export --out <file> [--chain <c> [--from <n>] [--to <m>]] [--checkpoints <file>]
  npm run audit -- verify [<export file>] [--checkpoints <file>] [--key <SPKI or file>]…
                          [--chain <c> [--from <n>] [--to <m>]]
  npm run audit -- checkpoint [--file <file>]
  npm run audit -- purge --before <YYYY-MM-DD> [--chain <c>] [--dry-run]
Without an export file, verify reads the database, and compares the access log with its lines.
Checkpoints: ${join(".data", "checkpoints.jsonl")}, or CHECKPOINT_FILE. Trusted keys: --key, TRUSTED_KEYS and our own.
Ends with 1 where a fault was found, with 2 where it could not do what was asked.`;

/** Said wrongly on the command line. */
export class Misuse extends Error {}
const misuse = (message: string) => new Misuse(`${message}\n${USAGE}`);

/** Spread into options: there is no range, or there is one. */
type Ranged = Readonly<{ range?: LogRange }>;
type Command =
  | Readonly<{ command: "export"; out: string; checkpoints: string | null; part: Ranged }>
  | Readonly<{
      command: "verify";
      file: string | null;
      checkpoints: string | null;
      keys: readonly PublicKey[];
      part: Ranged;
    }>
  | Readonly<{ command: "checkpoint"; file: string | null }>
  | Readonly<{
      command: "purge";
      before: string;
      chain: Readonly<{ chain?: string }>;
      dryRun: boolean;
    }>;
export type Asked<Name extends Command["command"] = Command["command"]> = Extract<
  Command,
  { command: Name }
>;

const text = { type: "string" } as const;
const options = {
  out: text,
  file: text,
  checkpoints: text,
  key: { type: "string", multiple: true },
  chain: text,
  from: text,
  to: text,
  before: text,
  "dry-run": { type: "boolean" },
} as const;
const allowed: Readonly<Record<string, readonly string[]>> = {
  export: ["out", "chain", "from", "to", "checkpoints"],
  verify: ["checkpoints", "key", "chain", "from", "to"],
  checkpoint: ["file"],
  purge: ["before", "chain", "dry-run"],
};

/** What the command line asks for; refused before anything is opened. */
export function readArguments(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const [command = "", file = null, ...more] = positionals;
  const known = allowed[command];
  if (!known) throw misuse(command ? `There is no command ${command}.` : "Say what to do.");
  const stray = Object.keys(values).find((name) => !known.includes(name));
  if (stray) throw misuse(`${command} takes no --${stray}.`);
  if (more.length > 0 || (file !== null && command !== "verify")) throw misuse("Too many words.");

  const part = partOf(values);
  const { checkpoints = null } = values;
  switch (command) {
    case "export":
      if (values.out === undefined) throw misuse("--out is missing.");
      return { command, out: values.out, checkpoints, part };
    case "checkpoint":
      return { command, file: values.file ?? null };
    case "purge":
      return {
        command,
        before: dayOf(values.before),
        chain: values.chain === undefined ? {} : { chain: values.chain },
        dryRun: values["dry-run"] ?? false,
      };
    default: {
      const earlier = (process.env["TRUSTED_KEYS"] ?? "").split(",").filter((key) => key.trim());
      const keys = [...earlier, ...(values.key ?? [])].flatMap(publicKeys);
      return { command: "verify", file, checkpoints, keys, part };
    }
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw misuse((error as Error).message); // parseArgs throws nothing else.
  }
}

function partOf({
  chain,
  from,
  to,
}: Readonly<{ chain?: string; from?: string; to?: string }>): Ranged {
  if (chain === undefined) {
    if (from ?? to) throw misuse("--from and --to are numbers of one --chain.");
    return {};
  }
  const ends = {
    ...(from === undefined ? {} : { from: lineNumber("from", from) }),
    ...(to === undefined ? {} : { to: lineNumber("to", to) }),
  };
  return { range: { chain, ...ends } };
}

function lineNumber(name: string, given: string): number {
  if (/^[1-9]\d{0,14}$/.test(given)) return Number(given);
  throw misuse(`--${name} must be a line's number, not "${given}".`);
}

function dayOf(given: string | undefined): string {
  if (given === undefined) throw misuse("--before is missing.");
  if (isLocalDate(given)) return given;
  throw misuse(`--before must be a day such as 2023-11-21, not "${given}".`);
}

function publicKeys(given: string): readonly PublicKey[] {
  const found = keysIn(given);
  if (found) return found;
  throw misuse(
    "A trusted key is an SM2 or Ed25519 public key in SPKI form: base64, PEM, or a file of it.",
  );
}

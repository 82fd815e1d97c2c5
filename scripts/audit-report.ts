import type { DatabaseReport, LogReport, PurgeReport } from "#lib/audit/index.ts";
import { faultKinds, type LogFault } from "#lib/audit/model.ts";

const number = (value: number) => value.toLocaleString("en");

/** What a verification found, for a person at a terminal. */
export function reportText(report: LogReport | DatabaseReport, seconds: number): string {
  const { lines, chains, checkpoints, faults } = report;
  const rate = seconds > 0.1 ? ` (${number(Math.round(lines / seconds))} lines a second)` : "";
  const only = chains.length === 1 ? chains[0] : undefined;
  const said = [
    `Read ${number(lines)} lines of ${number(chains.length)} chains in ${seconds.toFixed(1)} s${rate}.`,
    ...(only ? [`${only.chain}: lines ${only.from} to ${only.to}.`] : []),
    `Held against ${checkpoints.read - checkpoints.later} checkpoints${checkpoints.lastAt ? `, the last of ${checkpoints.lastAt}` : ""}.`,
  ];
  if (checkpoints.later > 0)
    said.push(
      `${checkpoints.later} checkpoints were made after the export: lines that they know of may be missing from it.`,
    );
  if ("access" in report) {
    const { rows, unchained } = report.access;
    said.push(`Compared ${number(rows)} rows of the access log with their lines.`);
    if (unchained > 0)
      said.push(`${number(unchained)} rows are older than the chains: nothing vouches for them.`);
  }
  said.push(...faults.map(faultText));
  said.push(faults.length > 0 ? `Faults found: ${faults.length}.` : "No fault found.");
  return said.join("\n");
}

function faultText({ chain, seq, fault, detail }: LogFault): string {
  const where = chain === null ? "" : `${chain}${seq === null ? "" : ` line ${seq}`}: `;
  return `FAULT ${where}${fault}: ${faultKinds[fault]} (${detail})`;
}

/** What a purge took, or would take. */
export function purgeText(
  { purged: report, broken }: PurgeReport,
  { day, dryRun }: Readonly<{ day: string; dryRun: boolean }>,
): string {
  const verb = dryRun ? "Would remove" : "Removed";
  const lines = report.reduce((sum, chain) => sum + chain.lines, 0);
  const rows = report.reduce((sum, chain) => sum + chain.accessRows, 0);
  return [
    ...report.map(
      (purged) =>
        `${purged.chain}: lines ${purged.from} to ${purged.to} (${purged.lines}), ${purged.fromAt} to ${purged.toAt}, ` +
        `${purged.accessRows} rows of the access log; last hash ${purged.hash}` +
        (purged.heldBy === null
          ? ""
          : `; ${purged.held} older lines stay because of line ${purged.heldBy} about adverse information`),
    ),
    ...broken.map(({ reason }) => `LEFT ${reason}`),
    `${verb} ${number(lines)} lines of ${number(report.length)} chains and ${number(rows)} rows of the access log from before ${day}.`,
  ].join("\n");
}

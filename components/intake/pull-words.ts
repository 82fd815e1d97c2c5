import type { SourceStatus } from "#lib/intake/model.ts";

/** A source of a pull, as it comes over the wire from app/api/pulls/[id]/route.ts. */
export type ShownSource = Readonly<{
  itemId: string;
  itemName: string;
  departmentName: string;
  status: SourceStatus;
  attempts: number;
  reason: string | null;
}>;

/** What came of asking anew: a pull to follow, or the refusal in words. */
export type PullAsked = Readonly<{ pullId: string }> | Readonly<{ problem: string }>;

export const isWaiting = (sources: readonly ShownSource[]): boolean =>
  sources.some(({ status }) => status === "pending");

/** 8 项中已取得 6 项，1 项查询中，1 项未取得 */
export function pullSummary(sources: readonly ShownSource[]): string {
  const of = (...statuses: readonly SourceStatus[]) =>
    sources.filter(({ status }) => statuses.includes(status)).length;
  const [ready, pending, denied] = [of("ready"), of("pending"), of("denied")];
  const failed = of("timed_out", "failed");
  return [
    `${sources.length} 项中已取得 ${ready} 项`,
    ...(pending > 0 ? [`${pending} 项查询中`] : []),
    ...(denied > 0 ? [`${denied} 项未放行`] : []),
    ...(failed > 0 ? [`${failed} 项未取得`] : []),
  ].join("，");
}

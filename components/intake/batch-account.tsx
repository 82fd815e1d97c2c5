import type { BatchCounts } from "#lib/intake/model.ts";

const number = (count: number) => count.toLocaleString("zh-CN");

/** Every row is accounted for: received = accepted + superseded + duplicate + quarantined. */
export function BatchAccount({ counts }: { readonly counts: BatchCounts }) {
  const { received, accepted, superseded, duplicate, quarantined } = counts;
  return (
    <p className="tabular-nums">
      接收 {number(received)} = 新增 {number(accepted)} + 更正 {number(superseded)} + 重复{" "}
      {number(duplicate)} + 隔离 {number(quarantined)}（行）
    </p>
  );
}

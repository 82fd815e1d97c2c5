import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { QuarantineStatus } from "#lib/intake/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  row: Readonly<{
    status: QuarantineStatus;
    settledAt: Date | null;
    settledReason: string | null;
    correctedBatchId: number | null;
  }>;
}>;

/** What became of a row that no longer waits. */
export function SettledNote({ row }: Props) {
  const at = row.settledAt ? timeText(row.settledAt) : "";
  if (row.status === "dismissed") {
    return (
      <Callout tone="neutral" title="不再报送">
        {at} 由本部门标记，原因：{row.settledReason}
      </Callout>
    );
  }
  return (
    <Callout
      tone="success"
      title="已更正并入库"
      actions={
        row.correctedBatchId === null ? null : (
          <Button asChild variant="secondary" size="sm">
            <AppLink href={`/department/batches/${row.correctedBatchId}`}>
              查看批次 #{row.correctedBatchId}
            </AppLink>
          </Button>
        )
      }
    >
      {at} 入库。
    </Callout>
  );
}

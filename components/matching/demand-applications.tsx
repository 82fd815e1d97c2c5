import { OwnApplicationList } from "#components/lending/own-application-list.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { OwnApplicationRow } from "#lib/lending/index.ts";

/** What was already asked for with this demand. */
export function DemandApplications({ rows }: { readonly rows: readonly OwnApplicationRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader title="用本需求提交的申请" />
      <OwnApplicationList rows={rows} />
    </Card>
  );
}

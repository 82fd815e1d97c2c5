import { OwnApplicationList } from "#components/lending/own-application-list.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { OwnApplicationRow } from "#lib/lending/index.ts";

const SHOWN = 3;

/** What was already asked for with this demand. */
export function DemandApplications({ rows }: { readonly rows: readonly OwnApplicationRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="用本需求提交的申请"
        actions={
          rows.length > SHOWN ? (
            <TextLink href="/enterprise/applications">全部 {rows.length} 件</TextLink>
          ) : undefined
        }
      />
      <OwnApplicationList rows={rows.slice(0, SHOWN)} />
    </Card>
  );
}

import { DemandList } from "#components/matching/demand-list.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { OwnApplicationRow } from "#lib/lending/index.ts";
import type { Demand } from "#lib/matching/index.ts";
import { OwnApplicationList } from "./own-application-list.tsx";

const SHOWN = 3;

type Props = Readonly<{ applications: readonly OwnApplicationRow[]; demands: readonly Demand[] }>;

/** The latest of what the enterprise asked for. */
export function OwnRequests({ applications, demands }: Props) {
  return (
    <div className="grid gap-5">
      <Card>
        <CardHeader
          title="我的申请"
          actions={<TextLink href="/enterprise/applications">全部</TextLink>}
        />
        {applications.length > 0 ? (
          <OwnApplicationList rows={applications.slice(0, SHOWN)} />
        ) : (
          <EmptyState title="还没有提交过申请" compact>
            从匹配结果中选择产品，授权后即可申请。
          </EmptyState>
        )}
      </Card>
      <Card>
        <CardHeader
          title="融资需求"
          actions={<TextLink href="/enterprise/demands">全部</TextLink>}
        />
        {demands.length > 0 ? (
          <DemandList rows={demands.slice(0, SHOWN)} />
        ) : (
          <EmptyState title="还没有发布过融资需求" compact>
            发布后立即给出全部产品的匹配结果和理由。
          </EmptyState>
        )}
      </Card>
    </div>
  );
}

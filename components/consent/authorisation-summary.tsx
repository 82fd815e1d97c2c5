import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { standingLabels, type Standing } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { standingTones } from "./labels.ts";

type Props = Readonly<{
  authorisation: Readonly<{
    institutionName: string | null;
    institutionId: string | null;
    usedQueries: number;
    maximumQueries: number;
    startsAt: Date;
    endsAt: Date;
    withdrawnAt: Date | null;
    standing: Standing;
  }>;
}>;

/** Where it stands today, and what has been used of it. */
export function AuthorisationSummary({ authorisation }: Props) {
  const { standing, institutionId, withdrawnAt, usedQueries, maximumQueries } = authorisation;
  return (
    <Card>
      <CardHeader
        title="当前状态"
        actions={<Badge tone={standingTones[standing]}>{standingLabels[standing]}</Badge>}
      />
      <CardBody className="grid gap-4">
        {institutionId === null ? null : (
          <Meter
            label="已查询"
            value={usedQueries}
            max={maximumQueries}
            text={`${usedQueries} / ${maximumQueries} 次`}
          />
        )}
        <DescriptionList
          columns={1}
          layout="inline"
          className="text-sm"
          items={[
            { term: "开始", detail: timeText(authorisation.startsAt) },
            { term: "结束", detail: timeText(authorisation.endsAt) },
            ...(withdrawnAt ? [{ term: "撤回时间", detail: timeText(withdrawnAt) }] : []),
          ]}
        />
        {institutionId === null ? null : (
          <TextLink href={`/enterprise/access-log?institution=${institutionId}`}>
            查看该机构的访问记录
          </TextLink>
        )}
      </CardBody>
    </Card>
  );
}

import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import {
  stageLabels,
  type AuthorisationStage,
  standingLabels,
  type Standing,
} from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { standingTones } from "./labels.ts";

type Props = Readonly<{
  authorisation: Readonly<{
    institutionName: string | null;
    stage: AuthorisationStage;
    usedQueries: number;
    maximumQueries: number;
    startsAt: Date;
    endsAt: Date;
    withdrawnAt: Date | null;
    standing: Standing;
  }>;
}>;

export function AuthorisationSummary({ authorisation }: Props) {
  const { standing, stage, institutionName, withdrawnAt } = authorisation;
  return (
    <Card>
      <CardHeader title="当前状态" />
      <CardBody>
        <DescriptionList
          columns={1}
          items={[
            {
              term: "状态",
              detail: <Badge tone={standingTones[standing]}>{standingLabels[standing]}</Badge>,
            },
            { term: "被授权方", detail: institutionName ?? "信桥平台" },
            { term: "阶段", detail: stageLabels[stage] },
            {
              term: "已查询次数",
              detail: `${authorisation.usedQueries} / ${institutionName ? authorisation.maximumQueries : "按需"}`,
            },
            { term: "开始", detail: timeText(authorisation.startsAt) },
            { term: "结束", detail: timeText(authorisation.endsAt) },
            ...(withdrawnAt ? [{ term: "撤回时间", detail: timeText(withdrawnAt) }] : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}

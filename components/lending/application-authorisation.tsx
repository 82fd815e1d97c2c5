import { standingTones } from "#components/consent/labels.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { stageLabels, standingLabels } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import { FactRows } from "./fact-rows.tsx";

type Props = Readonly<{ authorisation: ApplicationForOfficer["authorisation"] }>;

/** The ground on which the institution may look, and how much of it is left. */
export function ApplicationAuthorisation({ authorisation: one }: Props) {
  return (
    <Card>
      <CardHeader
        title="企业授权"
        actions={<Badge tone={standingTones[one.standing]}>{standingLabels[one.standing]}</Badge>}
      />
      <CardBody>
        <FactRows
          facts={[
            { term: "授权书编号", detail: one.number },
            { term: "阶段", detail: stageLabels[one.stage] },
            {
              term: "剩余查询次数",
              detail: `${one.remainingQueries} 次`,
              hint: `共 ${one.maximumQueries} 次，已用 ${one.usedQueries} 次`,
            },
            { term: "生效时间", detail: timeText(one.startsAt) },
            { term: "有效期至", detail: timeText(one.endsAt) },
            {
              term: "授权的数据项",
              detail: one.itemNames.join("、"),
              hint: "处罚、失信名单等公开信息无需授权",
            },
          ]}
        />
      </CardBody>
    </Card>
  );
}

import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { BatchView } from "#lib/intake/index.ts";
import { channelLabels } from "#lib/intake/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { BatchAccount } from "./batch-account.tsx";
import { batchTones } from "./labels.ts";

/** How a batch came in and what became of its rows. */
export function BatchFacts({ batch }: Pick<BatchView, "batch">) {
  const number = (count: number) => count.toLocaleString("zh-CN");
  const { label, tone } = batchTones[batch.status];
  return (
    <>
      {batch.status === "failed" ? (
        <Callout tone="danger" title="本批次没有入库">
          处理中断，数据没有任何变化。文件仍在时会自动重试；也可以重新上传。
        </Callout>
      ) : null}
      <StatGrid>
        <StatTile label="新增" value={number(batch.accepted)} unit="行" hint="首次报送的记录" />
        <StatTile label="更正" value={number(batch.superseded)} unit="行" hint="取代此前内容，旧版保留" />
        <StatTile label="重复" value={number(batch.duplicate)} unit="行" hint="与现有记录相同" />
        <StatTile label="隔离" value={number(batch.quarantined)} unit="行" hint="未通过校验" />
      </StatGrid>
      <Card>
        <CardBody>
          <DescriptionList
            columns={3}
            items={[
              { term: "状态", detail: <Badge tone={tone}>{label}</Badge> },
              { term: "渠道", detail: channelLabels[batch.channel] },
              {
                term: "入库时间",
                detail: batch.finishedAt ? timeText(batch.finishedAt) : null,
                hint: `开始于 ${timeText(batch.startedAt)}`,
              },
              { term: "核对", detail: <BatchAccount counts={batch} />, wide: true },
            ]}
          />
        </CardBody>
      </Card>
    </>
  );
}

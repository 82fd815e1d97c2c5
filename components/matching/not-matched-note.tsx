import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { verdictLabels } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import type { NotMatched } from "#lib/matching/index.ts";

/** Why nothing is matched, and how that can change. */
export function NotMatchedNote({ because, demand }: Pick<NotMatched, "because" | "demand">) {
  if (because === "demand_closed") {
    const when = demand.closedAt ? `于 ${timeText(demand.closedAt)} ` : "";
    return (
      <Callout tone="neutral" title={`需求已${when}关闭`}>
        不再匹配产品，也不能提交新的申请。需要融资时，可修改后重新发布。
      </Callout>
    );
  }
  return (
    <Callout
      tone="warning"
      title="平台处理授权未生效，暂不能匹配"
      actions={
        <Button asChild>
          <AppLink href="/enterprise/authorisations">前往授权管理</AppLink>
        </Button>
      }
    >
      {`原因：${verdictLabels[because]}。授权平台处理数据后，返回本页即可看到匹配结果；该授权只用于评分与匹配，不向任何机构披露。`}
    </Callout>
  );
}

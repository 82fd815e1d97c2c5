import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { verdictLabels } from "#lib/consent/model.ts";
import type { NotMatched } from "#lib/matching/index.ts";

/** The enterprise keeps its records to itself: how to let them be matched. */
export function NotMatchedNote({ because }: Pick<NotMatched, "because">) {
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
      原因：{verdictLabels[because]}。授权平台处理数据后，返回本页即可看到匹配结果；
      该授权只用于评分与匹配，不向任何机构披露。
    </Callout>
  );
}

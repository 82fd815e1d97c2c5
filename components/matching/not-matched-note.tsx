import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** The enterprise keeps its records to itself: how to let them be matched. */
export function NotMatchedNote({ message }: { readonly message: string }) {
  return (
    <Callout
      tone="warning"
      title="尚未授权平台处理数据，暂不能匹配"
      actions={
        <Button asChild>
          <AppLink href="/enterprise/authorisations">前往授权管理</AppLink>
        </Button>
      }
    >
      {message}
    </Callout>
  );
}

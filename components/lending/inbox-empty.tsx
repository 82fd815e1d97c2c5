import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { stateLabels, type InboxFilter } from "#lib/lending/model.ts";
import { inboxHref } from "./inbox-tabs.ts";

type Props = Readonly<{
  filter: InboxFilter;
  /** The institution has never received one. */
  none: boolean;
  /** The page lies behind the last one. */
  beyond: boolean;
}>;

export function InboxEmpty({ filter, none, beyond }: Props) {
  if (beyond) {
    return (
      <EmptyState
        title="没有更多申请了"
        action={<Go href={inboxHref(filter)} label="回到第一页" />}
      />
    );
  }
  if (none) {
    return (
      <EmptyState
        title="还没有企业申请本机构的产品"
        action={<Go href="/institution/products" label="查看在售产品" />}
      >
        企业匹配到本机构产品、签署授权并提交申请后，申请会出现在这里。可先核对产品的条件与所需数据项是否合适。
      </EmptyState>
    );
  }
  return filter === "open" ? (
    <EmptyState title="待办已清空" action={<Go href={inboxHref("all")} label="查看全部申请" />}>
      没有等待本机构处理的申请。有新申请时，本页会提示。
    </EmptyState>
  ) : (
    <EmptyState
      title={filter === "all" ? "没有申请" : `没有“${stateLabels[filter]}”的申请`}
      action={<Go href={inboxHref("open")} label="查看待办" />}
    />
  );
}

function Go({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Button asChild variant="secondary">
      <AppLink href={href}>{label}</AppLink>
    </Button>
  );
}

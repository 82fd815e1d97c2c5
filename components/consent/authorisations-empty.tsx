import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { standingGroupLabels } from "#lib/consent/model.ts";
import { listHref, type ListAsked } from "./authorisation-filter.ts";

type Props = Readonly<{
  asked: ListAsked;
  /** Nobody was ever authorised. */
  none: boolean;
}>;

export function AuthorisationsEmpty({ asked, none }: Props) {
  if (none) {
    return (
      <EmptyState
        title="尚未授权任何机构"
        action={<Go href="/enterprise/demands" label="去匹配产品" />}
      >
        在匹配结果中选择产品后，可授权对应机构查看所需数据并提交申请。
      </EmptyState>
    );
  }
  if (asked.institution !== "" || asked.purpose !== "" || asked.item !== "") {
    return (
      <EmptyState
        title="没有符合条件的授权"
        action={
          <Go
            href={listHref({ ...asked, institution: "", purpose: "", item: "" }, "all")}
            label="查看全部授权"
          />
        }
        compact
      />
    );
  }
  const word = asked.group === "all" ? "" : standingGroupLabels[asked.group];
  return (
    <EmptyState
      title={`没有${word}的授权`}
      action={<Go href={listHref(asked, "all")} label="查看全部授权" />}
      compact
    >
      {asked.group === "live"
        ? "没有机构可以查看本企业的数据。申请产品时再授权对应机构即可。"
        : undefined}
    </EmptyState>
  );
}

function Go({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <Button asChild variant="secondary">
      <AppLink href={href}>{label}</AppLink>
    </Button>
  );
}

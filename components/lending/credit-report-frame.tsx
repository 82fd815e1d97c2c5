import type { ReactNode } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { OpenedProfile } from "./credit-report.tsx";
import { PrintButton } from "./print-button.tsx";

type Props = Readonly<{
  opened: Pick<
    OpenedProfile,
    "application" | "authorisation" | "profile" | "scoredAt" | "accessId"
  >;
  children: ReactNode;
}>;

/** Whose records these are, on what ground they are shown, and what they are not. */
export function CreditReportFrame({ opened, children }: Props) {
  const { application, authorisation, profile, scoredAt, accessId } = opened;
  return (
    <>
      <PageHeader
        title={application.enterpriseName}
        description={`信用档案 · 数据截至 ${profile.asOf} · 依据授权书 ${authorisation.number} · 申请产品 ${application.productName}`}
        crumbs={[
          { label: "申请收件箱", href: "/institution" },
          { label: application.number, href: `/institution/applications/${application.id}` },
          { label: "信用档案" },
        ]}
        actions={<PrintButton />}
      />
      <Callout tone="info" title="本次查看已记入企业的访问记录">
        {timeText(scoredAt)} 查看，记录编号 {accessId}。授权剩余 {authorisation.remainingQueries}{" "}
        次查询，有效期至 {timeText(authorisation.endsAt)}。
        {authorisation.remainingQueries > 0
          ? "刷新本页会再使用 1 次。"
          : "次数已用完，离开或刷新后不能再查看本页。"}
      </Callout>
      {children}
      <p className="text-muted-foreground text-xs">
        本页不构成《征信业务管理办法》所称征信报告，供决策参考，最终由机构决定。
      </p>
    </>
  );
}

import { Badge } from "#components/ui/badge.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Figure } from "#components/ui/figure.tsx";
import { wanText } from "#lib/kernel/money.ts";
import { regionName } from "#lib/products/index.ts";
import type { RegisteredEnterprise } from "#lib/registry/index.ts";
import { enterpriseStatusLabels, sizeClassLabels } from "#lib/registry/model.ts";
import { ProfileSection } from "./profile-section.tsx";

export function RegistrationCard({
  enterprise: one,
}: {
  readonly enterprise: RegisteredEnterprise;
}) {
  return (
    <ProfileSection id="registration" title="登记信息">
      <CardBody>
        <DescriptionList
          columns={3}
          items={[
            { term: "企业名称", detail: one.name },
            {
              term: "统一社会信用代码",
              detail: <Copyable value={one.uscc} label="统一社会信用代码" />,
            },
            { term: "法定代表人", detail: one.legalRepresentative },
            { term: "成立日期", detail: one.establishedOn },
            {
              term: "注册资本",
              detail:
                one.registeredCapitalFen === null ? null : (
                  <Figure value={wanText(one.registeredCapitalFen)} unit="万元" />
                ),
            },
            {
              term: "登记状态",
              detail: (
                <Badge tone={one.status === "operating" ? "success" : "danger"}>
                  {enterpriseStatusLabels[one.status]}
                </Badge>
              ),
            },
            { term: "注册地", detail: regionName(one.regionCode) },
            { term: "行业", detail: `${one.industryName}（${one.industryCode}）` },
            { term: "企业规模", detail: sizeClassLabels[one.sizeClass] },
          ]}
        />
      </CardBody>
    </ProfileSection>
  );
}

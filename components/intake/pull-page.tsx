import type { ReactNode } from "react";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { standingLabels } from "#lib/consent/model.ts";
import type { PullGround } from "#lib/intake/index.ts";

type Props = Readonly<{
  ground: PullGround;
  /** For a bank: about whom. */
  withEnterprise: boolean;
  children: ReactNode;
}>;

const institutionCrumbs = [
  { label: "授权", href: "/institution/authorisations" },
  { label: "查询最新数据" },
];

/** What departments are asked, and under which authorisation. */
export function PullPage({ ground, withEnterprise, children }: Props) {
  const { authorisationNumber, enterpriseName, uscc, standing, itemNames } = ground;
  return (
    <>
      <PageHeader
        {...(withEnterprise ? { crumbs: institutionCrumbs } : {})}
        title="按户查询最新数据"
        description="凭授权向各数源部门的接口查询，取得的记录经校验后入库。查询本身不披露数据；查看仍须经数据闸口并留下访问记录。"
      />
      {standing === "in_force" ? null : (
        <Callout tone="warning" title={`授权${standingLabels[standing]}`}>
          授权生效期间才能向部门查询。此前的结果仍可在下方查看。
        </Callout>
      )}
      <Card>
        <CardBody>
          <DescriptionList
            items={[
              ...(withEnterprise ? [{ term: "企业", detail: enterpriseName, hint: uscc }] : []),
              { term: "依据的授权", detail: authorisationNumber },
              {
                term: `可查询的数据项（${itemNames.length} 项）`,
                detail:
                  itemNames.length > 0 ? itemNames.join("、") : "该授权没有可按户查询的数据项",
                wide: true,
              },
            ]}
          />
        </CardBody>
      </Card>
      {children}
    </>
  );
}

import { LimitPolicyFigures } from "#components/scoring/limit-policy-figures.tsx";
import { LimitPolicyForm } from "#components/scoring/limit-policy-form.tsx";
import { LimitPolicyPending } from "#components/scoring/limit-policy-pending.tsx";
import { LimitPolicyVersions } from "#components/scoring/limit-policy-versions.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { readLimitPolicy } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";
import { decideAction, proposeAction } from "./actions.ts";

export const metadata = { title: "额度政策" };

export default async function LimitPolicyPage() {
  const policy = await read(readLimitPolicy);
  return (
    <>
      <PageHeader
        title="额度政策"
        description="本机构测算建议额度的参数，只用于本机构受理的申请。修改须两人办理：一人提交，另一人复核。"
      />
      <LimitPolicyFigures policy={policy} />
      {policy.pending ? (
        <LimitPolicyPending pending={policy.pending} action={decideAction} />
      ) : (
        <LimitPolicyForm policy={policy} action={proposeAction} />
      )}
      <LimitPolicyVersions versions={policy.versions} />
    </>
  );
}

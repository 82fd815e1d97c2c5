import { RecordCard } from "#components/approval/record-card.tsx";
import { StepDialog } from "#components/approval/step-dialog.tsx";
import type { FormAction } from "#components/form/form-state.ts";
import type { FormState } from "#components/form/form-state.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { TemplateRead } from "#lib/evaluation/index.ts";
import { templateEventLabels } from "#lib/evaluation/model.ts";
import { DryRunCard } from "./dry-run-card.tsx";
import { standingOf, stepWords } from "./template-labels.ts";
import { TemplateWords } from "./template-words.tsx";

type Props = Readonly<{
  read: TemplateRead;
  stepAction: FormAction;
  dryRunAction: (before: FormState, form: FormData) => Promise<FormState>;
}>;

/** One template: what may be done with it, a dry run of it, its record, and the template in words. */
export function TemplateView({ read, stepAction, dryRunAction }: Props) {
  const { id, template, status, inForce, events, steps, dryRun } = read;
  const { label, tone } = standingOf(status);
  return (
    <>
      <PageHeader
        title={template.name}
        crumbs={[
          { label: "评价模板", href: "/operator/evaluation" },
          { label: `${template.id} 第 ${template.version} 版` },
        ]}
        aside={
          <span className="flex flex-wrap gap-1.5">
            <Badge tone={tone}>{label}</Badge>
            {template.example ? <Badge tone="warning">示例</Badge> : null}
            {inForce ? <Badge tone="primary">在用</Badge> : null}
          </span>
        }
        actions={
          <>
            <Button variant="secondary" asChild>
              <a href={`/api/evaluation/${id}`} download>
                导出 JSON
              </a>
            </Button>
            <Button variant="secondary" asChild>
              <AppLink href={`/operator/evaluation/new?from=${id}`}>以此新建版本</AppLink>
            </Button>
            {steps.map((step) => (
              <StepDialog key={step} id={id} step={step} words={stepWords[step]} action={stepAction} />
            ))}
          </>
        }
      />
      {status === "submitted" ? (
        <Callout tone="info" title={read.lastWasOwn ? "等待另一位同事复核" : "等待复核"}>
          {read.lastWasOwn
            ? "由您提交，须由另一位同事复核批准。"
            : "请核对权重、分档、等级分界与试算结果后复核。"}
        </Callout>
      ) : null}
      {status === null ? (
        <Callout tone="info" title="随系统内置的示例">
          没有经批准的模板时按第一个示例评价。它不是任何地方的现行标准；请以此新建版本，填入本地的办法。
        </Callout>
      ) : (
        <DryRunCard id={id} dryRun={dryRun} action={dryRunAction} />
      )}
      <RecordCard events={events} labels={templateEventLabels} description="提交与批准由两人完成，记录不能更改。" />
      <TemplateWords template={template} regionName={read.regionName} hash={read.hash} />
    </>
  ); // prettier-ignore
}

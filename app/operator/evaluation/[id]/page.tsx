import { TemplateView } from "#components/evaluation/template-view.tsx";
import { readTemplate } from "#lib/evaluation/index.ts";
import { read } from "#lib/web/perform.ts";
import { stepAction, dryRunAction } from "../actions.ts";

export const metadata = { title: "评价模板" };

export default async function TemplatePage(props: PageProps<"/operator/evaluation/[id]">) {
  const { id } = await props.params;
  return (
    <TemplateView
      read={await read(readTemplate, { id })}
      stepAction={stepAction}
      dryRunAction={dryRunAction}
    />
  );
}

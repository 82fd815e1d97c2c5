import { PageHeader } from "#components/layout/page-header.tsx";
import { DraftView } from "#components/products/draft-view.tsx";
import { draftTones } from "#components/products/labels.ts";
import { Badge } from "#components/ui/badge.tsx";
import { dryRun, readDraft } from "#lib/products/index.ts";
import { draftStatusLabels, isOpenDraft } from "#lib/products/model.ts";
import { read } from "#lib/web/perform.ts";
import { stepAction } from "../../../_products/actions.ts";

export const metadata = { title: "产品审核" };

export default async function ProductReviewPage(props: PageProps<"/operator/products/[id]">) {
  const { id } = await props.params;
  const draft = await read(readDraft, { id });
  const counts = isOpenDraft(draft.status) ? await read(dryRun, { id }) : null;
  return (
    <>
      <PageHeader
        title={draft.name}
        description={draft.institutionName}
        aside={<Badge tone={draftTones[draft.status]}>{draftStatusLabels[draft.status]}</Badge>}
        crumbs={[{ label: "产品审核", href: "/operator/products" }, { label: draft.name }]}
      />
      <DraftView draft={draft} counts={counts} action={stepAction} />
    </>
  );
}

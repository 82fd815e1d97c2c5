import { PageHeader } from "#components/layout/page-header.tsx";
import { DraftRecord } from "#components/products/draft-record.tsx";
import { DraftSteps } from "#components/products/draft-steps.tsx";
import { DraftView } from "#components/products/draft-view.tsx";
import { industryChoices, regionChoices } from "#components/products/area-choices.ts";
import { EnterpriseView } from "#components/products/enterprise-view.tsx";
import { factChoices } from "#components/products/fact-choices.ts";
import { draftTones } from "#components/products/labels.ts";
import { ProductEditor } from "#components/products/product-editor.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { dryRun, factShares, readDraft, requestableItems } from "#lib/products/index.ts";
import { draftStatusLabels, isOpenDraft } from "#lib/products/model.ts";
import { read } from "#lib/web/perform.ts";
import { saveAction, stepAction } from "../../../../_products/actions.ts";

export const metadata = { title: "产品草稿" };

export default async function DraftPage(props: PageProps<"/institution/products/drafts/[id]">) {
  const { id } = await props.params;
  const draft = await read(readDraft, { id });
  const { name, status, productId, terms, seen, steps, events } = draft;
  return (
    <>
      <PageHeader
        title={name}
        aside={<Badge tone={draftTones[status]}>{draftStatusLabels[status]}</Badge>}
        crumbs={[
          { label: "产品", href: "/institution/products" },
          { label: name, href: `/institution/products/${productId}` },
          { label: draftStatusLabels[status] },
        ]}
      />
      {status === "draft" ? (
        <>
          <ProductEditor
            id={id}
            seen={seen}
            terms={terms}
            facts={factChoices(await read(factShares, { id }))}
            regions={regionChoices}
            industries={industryChoices}
            items={requestableItems}
            save={saveAction}
            steps={<DraftSteps id={id} steps={steps} action={stepAction} />}
          />
          <EnterpriseView draft={draft} open={false} />
          <DraftRecord events={events} />
        </>
      ) : (
        <DraftView
          draft={draft}
          counts={isOpenDraft(status) ? await read(dryRun, { id }) : null}
          action={stepAction}
        />
      )}
    </>
  );
}

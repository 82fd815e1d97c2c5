import { NoteDialog } from "#components/form/note-dialog.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { NextVersionForm } from "#components/products/next-version-form.tsx";
import { OwnProductCard } from "#components/products/own-product-card.tsx";
import { VersionHistory } from "#components/products/version-history.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { productHistory } from "#lib/products/index.ts";
import { draftStatusLabels } from "#lib/products/model.ts";
import { read } from "#lib/web/perform.ts";
import { nextVersionAction, retireAction } from "../../../_products/actions.ts";

export const metadata = { title: "产品" };

const retireWords = {
  label: "下架",
  note: "required",
  about: "下架后企业不能再申请；已提交的申请继续办理。需要时可起草新版本重新发布。",
} as const;

export default async function ProductPage(props: PageProps<"/institution/products/[productId]">) {
  const { productId } = await props.params;
  const { name, draft, versions } = await read(productHistory, { productId });
  const current = versions.find(({ version }) => version.retiredAt === null)?.version;
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ label: "产品", href: "/institution/products" }, { label: name }]}
        actions={
          <>
            {draft ? (
              <Button asChild>
                <AppLink href={`/institution/products/drafts/${draft.id}`}>
                  查看准备中的版本（{draftStatusLabels[draft.status]}）
                </AppLink>
              </Button>
            ) : current ? (
              <NextVersionForm productId={productId} action={nextVersionAction} />
            ) : null}
            {current ? (
              <NoteDialog {...retireWords} fields={{ productId }} quiet action={retireAction} />
            ) : null}
          </>
        }
      />
      {current ? (
        <OwnProductCard product={current} />
      ) : (
        <Callout tone="info" title={versions.length > 0 ? "产品已下架" : "产品尚未发布"}>
          企业目前不能匹配和申请。
        </Callout>
      )}
      <VersionHistory versions={versions} />
    </>
  );
}

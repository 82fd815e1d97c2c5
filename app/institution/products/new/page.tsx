import { PageHeader } from "#components/layout/page-header.tsx";
import { NewProductForm } from "#components/products/new-product-form.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { newId } from "#lib/kernel/ids.ts";
import { requireRole } from "#lib/web/session.ts";
import { newProductAction } from "../../../_products/actions.ts";

export const metadata = { title: "新建产品" };

export default async function NewProductPage() {
  await requireRole("loan_officer");
  return (
    <>
      <PageHeader
        title="新建产品"
        description="先起名并选择类型，其余内容在下一页分节填写，可随时保存。"
        crumbs={[{ label: "产品", href: "/institution/products" }, { label: "新建产品" }]}
      />
      <Card>
        <CardBody>
          <NewProductForm productId={newId()} action={newProductAction} />
        </CardBody>
      </Card>
    </>
  );
}

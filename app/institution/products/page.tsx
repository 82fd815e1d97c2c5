import { PageHeader } from "#components/layout/page-header.tsx";
import { OwnProductTable } from "#components/products/own-product-table.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { listProducts } from "#lib/products/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "产品" };

export default async function ProductsPage() {
  return (
    <>
      <PageHeader
        title="产品"
        description="本机构的产品与正在准备的版本。起草后由另一位同事复核，再由平台审核发布。"
        actions={
          <Button asChild>
            <AppLink href="/institution/products/new">新建产品</AppLink>
          </Button>
        }
      />
      <Card>
        <OwnProductTable products={await read(listProducts)} />
      </Card>
    </>
  );
}

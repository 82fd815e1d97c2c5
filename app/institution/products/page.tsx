import { PageHeader } from "#components/layout/page-header.tsx";
import { OwnProductCard } from "#components/products/own-product-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listOwnProducts } from "#lib/products/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "产品" };

export default async function ProductsPage() {
  const products = await read(listOwnProducts);
  return (
    <>
      <PageHeader
        title="产品"
        description="本机构在售产品的当前版本。企业看到的条件文字与此处一致；规则变更须发布新版本。"
      />
      {products.length === 0 ? (
        <Card>
          <EmptyState title="本机构还没有在售产品">
            产品由平台运营按机构提交的条件发布。发布后企业才能匹配和申请。
          </EmptyState>
        </Card>
      ) : (
        products.map((product) => <OwnProductCard key={product.versionId} product={product} />)
      )}
    </>
  );
}

import { PageHeader } from "#components/layout/page-header.tsx";
import { listHref } from "#components/products/market-address.ts";
import { MarketFilters } from "#components/products/market-filters.tsx";
import { CompareBar, MarketEmpty, MarketList } from "#components/products/market-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { comparedIn, searchMarket } from "#lib/products/index.ts";
import { readOpen } from "#lib/web/perform.ts";

export const metadata = { title: "产品市场" };

export default async function MarketPage(props: PageProps<"/market">) {
  const asked = await props.searchParams;
  const { filter, typed, problems, products, total, page, pageCount, nearly } = await readOpen(
    searchMarket,
    asked,
  );
  const address = { typed, sort: filter.sort, compared: comparedIn(asked["compare"]) };
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-5 px-4 py-8 sm:px-6">
      <PageHeader
        title="产品市场"
        description="各金融机构在售的全部产品，条件、价格和答复时间都写明。任何人均可查看，无需登录；排序只看您选的那一项，与是否付费无关。"
      />
      <Card>
        <MarketFilters address={address} problems={problems} />
      </Card>
      {products.length > 0 ? (
        <>
          <MarketList products={products} address={address} page={page} />
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefFor={(next) => listHref(address, { page: next })}
            summary={`共 ${total} 个产品`}
          />
        </>
      ) : (
        <Card>
          <MarketEmpty address={address} nearly={nearly} />
        </Card>
      )}
      <CompareBar address={address} />
    </div>
  );
}

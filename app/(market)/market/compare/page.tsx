import { PageHeader } from "#components/layout/page-header.tsx";
import { PrintButton } from "#components/lending/print-button.tsx";
import { costRows, termRows } from "#components/products/compare-rows.ts";
import { CompareTable } from "#components/products/compare-table.tsx";
import { compareHref, MARKET } from "#components/products/market-address.ts";
import { WantedLoanForm } from "#components/products/wanted-loan-form.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import { compareProducts, MOST_COMPARED, readWantedLoan } from "#lib/products/index.ts";
import { readOpen } from "#lib/web/perform.ts";

export const metadata = { title: "产品对比" };

export default async function ComparePage(props: PageProps<"/market/compare">) {
  const asked = await props.searchParams;
  const products = await readOpen(compareProducts, asked["ids"]);
  const ids = products.map(({ productId }) => productId);
  const { wanted, problems } = readWantedLoan(asked, products, dayOf(new Date()));
  const loan = Object.fromEntries(
    ["amount", "months", "kind", "grade"].flatMap((name) => {
      const said = asked[name];
      return typeof said === "string" ? [[name, said]] : [];
    }),
  );
  const choose = (
    <Button asChild variant="secondary">
      <AppLink href={ids.length === 0 ? MARKET : `${MARKET}?compare=${ids.join(",")}`}>
        {ids.length === 0 ? "去产品市场选择" : "增加或更换产品"}
      </AppLink>
    </Button>
  );
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-5 px-4 py-8 sm:px-6">
      <PageHeader
        crumbs={[{ label: "产品市场", href: MARKET }, { label: "产品对比" }]}
        title="产品对比"
        description={`最多 ${MOST_COMPARED} 个产品并排。“≠”表示各产品不同；只有价格、成本和答复时间标出最优，其余因人而异。`}
        actions={
          products.length === 0 ? undefined : (
            <>
              <PrintButton />
              {choose}
            </>
          )
        }
      />
      {products.length === 0 ? (
        <Card>
          <EmptyState title="还没有选择要对比的产品" action={choose}>
            在产品市场中点“加入对比”，选好后并排查看。已停售的产品不再显示。
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card>
            <CardHeader
              title="同一笔借款的成本"
              description="按各产品公布的价格计算；未选信用等级时给出最低到最高。“综合年化成本”是按内部收益率（复利）计算的年化利率，不含产品未公布的费用。"
            />
            <WantedLoanForm
              action={`${MARKET}/compare`}
              ids={ids}
              wanted={wanted}
              problems={problems}
            />
            <CompareTable
              caption="同一笔借款的成本"
              products={products}
              rows={costRows(products, wanted)}
              withoutHref={(gone) =>
                compareHref(
                  ids.filter((id) => id !== gone),
                  loan,
                )
              }
            />
          </Card>
          <Card className="print:break-inside-auto">
            <CardHeader title="产品条款" />
            <CompareTable
              caption="产品条款对比"
              products={products}
              rows={termRows(products, wanted)}
            />
          </Card>
        </>
      )}
    </div>
  );
}

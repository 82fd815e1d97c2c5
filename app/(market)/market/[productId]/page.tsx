import { NuqsAdapter } from "nuqs/adapters/next/app";
import { PageHeader } from "#components/layout/page-header.tsx";
import { CostCalculator } from "#components/products/cost-calculator.tsx";
import { MARKET } from "#components/products/market-address.ts";
import { MarketNextStep } from "#components/products/market-next-step.tsx";
import { PriceTable } from "#components/products/price-table.tsx";
import { startOf } from "#components/products/product-start.ts";
import { ProductTerms } from "#components/products/product-terms.tsx";
import { sentencesOf } from "#components/products/rule-sentences.ts";
import { RuleTable } from "#components/products/rule-table.tsx";
import { AppLink, TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import { bpsText } from "#lib/kernel/money.ts";
import { listOwnDemands } from "#lib/matching/index.ts";
import { readMarketProduct } from "#lib/products/index.ts";
import { productKindWords } from "#lib/products/model.ts";
import { read, readOpen } from "#lib/web/perform.ts";
import { currentActor } from "#lib/web/session.ts";

export const metadata = { title: "产品详情" };

export default async function MarketProductPage(props: PageProps<"/market/[productId]">) {
  const [product, actor] = await Promise.all([
    readOpen(readMarketProduct, await props.params),
    currentActor(),
  ]);
  const words = productKindWords[product.kind];
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-5 px-4 py-8 sm:px-6">
      <PageHeader
        crumbs={[{ label: "产品市场", href: MARKET }, { label: product.name }]}
        title={product.name}
        aside={
          <>
            <Badge>{words.label}</Badge>
            {product.policyBased && <Badge tone="info">政策性</Badge>}
          </>
        }
        description={`${product.institutionName} · 第 ${product.version} 版，${dayOf(product.publishedAt)} 发布。${product.summary}`}
        actions={
          <Button asChild variant="secondary">
            <AppLink href={`${MARKET}?compare=${product.productId}`}>与其他产品对比</AppLink>
          </Button>
        }
      />
      <MarketNextStep
        role={actor?.role ?? null}
        demandId={actor?.role === "enterprise" ? await newestOpenDemand() : null}
      />
      <Card>
        <CardHeader title="产品条款" />
        <CardBody>
          {/* Prices by grade and term have a table of their own below. */}
          <ProductTerms product={{ ...product, priceBands: [] }} />
        </CardBody>
      </Card>
      {product.priceBands.length > 0 && (
        <Card>
          <CardHeader
            title={`分档${words.price}`}
            description="按期限和平台信用等级（A 最高）。登录后可在“参考评分”中看到本企业的等级；最终价格由机构审批确定。"
          />
          <PriceTable product={product} />
        </Card>
      )}
      <Card>
        <CardHeader
          title="准入条件"
          description="机构公开的全部条件。标为“转人工审查”的，不满足时由机构人工判断，不会直接拒绝。"
        />
        <RuleTable rules={sentencesOf(product)} caption={`${product.name}的准入条件`} />
      </Card>
      {words.repaid ? (
        <section aria-labelledby="cost" className="grid gap-4">
          <div>
            <h2 id="cost" className="text-lg font-semibold text-slate-900">
              算一算成本
            </h2>
            <p className="text-muted-foreground text-sm">
              已填入本产品的最低{words.price}，请按自己的情况修改。
            </p>
          </div>
          <NuqsAdapter>
            <CostCalculator from={dayOf(new Date())} start={startOf(product)} />
          </NuqsAdapter>
        </section>
      ) : (
        <p className="text-muted-foreground text-sm">
          本产品不是借款，没有还款计划。{words.price}可作为“年费率”填入
          <TextLink href={`/calculator?yearly=${(product.minimumRateBps / 100).toFixed(2)}`}>
            融资成本计算器
          </TextLink>
          ，与贷款利率一起算出综合年化成本（已填入最低 {bpsText(product.minimumRateBps)}）。
        </p>
      )}
    </div>
  );
}

async function newestOpenDemand(): Promise<string | null> {
  const { page } = await read(listOwnDemands);
  return page.find(({ status }) => status === "open")?.id ?? null;
}

import type { ReactNode } from "react";
import { OwnScoreSummary } from "#components/scoring/own-score-summary.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { StatTile } from "#components/ui/stat-tile.tsx";
import type { Matched } from "#lib/matching/index.ts";
import type { DatedProduct } from "#lib/products/index.ts";
import { accessOf, type AccessGround } from "./product-access.ts";
import { ProductAction, type ApplyAction } from "./product-action.tsx";
import { ProductCard, productElementId } from "./product-card.tsx";
import { RankBars, RankExplanation } from "./rank-bars.tsx";
import { heldLines, lineOf } from "./rule-lines.ts";
import { RuleList } from "./rule-list.tsx";
import { ScrollToProduct } from "./scroll-to-product.tsx";

type Props = Readonly<{
  matched: Matched;
  ground: AccessGround;
  /** The product version that the person came back for; empty for none. */
  chosen: string;
  apply: ApplyAction;
}>;

/** Every product on offer in three groups, each with its reasons. */
export function MatchResults({ matched, ground, chosen, apply }: Props) {
  const { ranked, groups } = matched;
  const outcomesOf = ({ versionId }: DatedProduct) => matched.outcomes[versionId] ?? [];
  const actionFor = (product: DatedProduct) => (
    <ProductAction
      access={accessOf(product, ground)}
      action={apply}
      demandId={ground.demandId}
      versionId={product.versionId}
      productName={product.name}
    />
  );
  return (
    <>
      {chosen ? <ScrollToProduct elementId={productElementId(chosen)} /> : null}
      <OwnScoreSummary score={matched.score} />
      <GroupCounts groups={groups} />
      <Group id="eligible" title={groupTitles.eligible} count={ranked.length}>
        {ranked.map((one) => (
          <ProductCard
            key={one.product.versionId}
            product={one.product}
            place={one.rank}
            chosen={one.product.versionId === chosen}
            action={actionFor(one.product)}
          >
            <RankBars ranked={one} />
            <div className="-mt-1 flex flex-wrap gap-x-6 gap-y-1">
              <Disclosure
                summary={`为什么排第 ${one.rank}：综合 ${one.total.toFixed(2)} 分`}
                className="open:w-full"
              >
                <RankExplanation ranked={one} />
              </Disclosure>
              <HeldRules
                product={one.product}
                outcomes={outcomesOf(one.product)}
                open={one.rank === 1}
              />
            </div>
          </ProductCard>
        ))}
      </Group>
      <Group id="conditional" title={groupTitles.conditional} count={groups.conditional.length}>
        {groups.conditional.map(({ product, reasons, toSupply }) => (
          <ProductCard
            key={product.versionId}
            product={product}
            chosen={product.versionId === chosen}
            action={actionFor(product)}
          >
            <RuleList label={`${product.name}需要补充的条件`} lines={reasons.map(lineOf)} />
            {toSupply.items.length === 0 ? null : (
              <p className="rounded-md bg-slate-50 px-3 py-2 text-sm text-slate-700">
                {`尚未归集：${toSupply.items.map(({ name }) => name).join("、")}。可先申请，由机构核对；数据归集后结果会自动更新。`}
              </p>
            )}
            <HeldRules product={product} outcomes={outcomesOf(product)} />
          </ProductCard>
        ))}
      </Group>
      <Group id="ineligible" title={groupTitles.ineligible} count={groups.ineligible.length}>
        <Folded
          cards={groups.ineligible
            // What comes closest first.
            .toSorted((one, other) => one.reasons.length - other.reasons.length)
            .map(({ product, reasons }) => (
              <ProductCard
                key={product.versionId}
                product={product}
                compact
                chosen={product.versionId === chosen}
              >
                <RuleList label={`${product.name}不符合的条件`} lines={reasons.map(lineOf)} />
                <HeldRules product={product} outcomes={outcomesOf(product)} />
              </ProductCard>
            ))}
          open={groups.ineligible.some(({ product }) => product.versionId === chosen)}
        />
      </Group>
    </>
  );
}

const SHOWN = 5;

/** The first few, and the others behind a word: a page of refusals helps nobody. */
function Folded({ cards, open }: { readonly cards: readonly ReactNode[]; readonly open: boolean }) {
  const rest = cards.slice(SHOWN);
  return (
    <>
      {cards.slice(0, SHOWN)}
      {rest.length === 0 ? null : (
        <Disclosure summary={`其余 ${rest.length} 个暂不符合的产品`} open={open}>
          <div className="grid gap-3">{rest}</div>
        </Disclosure>
      )}
    </>
  );
}

const groupTitles = {
  eligible: "可申请",
  conditional: "补充后可申请",
  ineligible: "暂不符合",
} as const;

const groupHints = {
  eligible: "全部条件均符合，按对本需求的综合得分排序",
  conditional: "有条件需补充数据，或由机构人工审查",
  ineligible: "至少一项条件不符合，附原因和办法",
} as const satisfies Record<keyof typeof groupTitles, string>;

type GroupId = keyof typeof groupTitles;

function GroupCounts({ groups }: Pick<Matched, "groups">) {
  return (
    <div className="grid grid-cols-3 gap-2 sm:gap-3 lg:gap-4">
      {(["eligible", "conditional", "ineligible"] as const).map((id) => (
        <StatTile
          key={id}
          label={groupTitles[id]}
          value={groups[id].length}
          unit="个"
          hint={<span className="max-sm:hidden">{groupHints[id]}</span>}
          className="max-sm:p-3"
          href={`#${id}`}
        />
      ))}
    </div>
  );
}

type GroupProps = Readonly<{ id: GroupId; title: string; count: number; children: ReactNode }>;

function Group({ id, title, count, children }: GroupProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid gap-3">
      <div>
        <h2 id={`${id}-title`} className="text-lg font-semibold text-slate-900">
          {title}
          <span className="figures ml-2 text-sm font-normal text-slate-600">{count} 个</span>
        </h2>
      </div>
      {count === 0 ? <Callout tone="neutral">{noneIn[id]}</Callout> : children}
    </section>
  );
}

const noneIn = {
  eligible:
    "暂时没有全部条件都符合的产品。可先看下面两组的原因，调整金额、期限或利率后重新发布需求。",
  conditional: "没有需要补充数据或人工审查的产品。",
  ineligible: "没有不符合条件的产品。",
} as const satisfies Record<GroupId, string>;

type HeldProps = Readonly<{
  product: DatedProduct;
  outcomes: Matched["outcomes"][string];
  /** The best match shows at once why it is one. */
  open?: boolean;
}>;

function HeldRules({ product, outcomes, open = false }: HeldProps) {
  const lines = heldLines(outcomes);
  if (lines.length === 0) return null;
  return (
    <Disclosure summary={`符合的条件（${lines.length} 项）`} open={open} className="open:w-full">
      <RuleList
        label={`${product.name}符合的条件`}
        lines={lines}
        className="gap-y-1.5 lg:grid-cols-2 lg:gap-x-8"
      />
    </Disclosure>
  );
}

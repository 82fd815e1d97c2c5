import type { Ranked } from "#lib/matching/index.ts";
import type { DatedProduct } from "#lib/products/index.ts";

type Props = { readonly ranked: Ranked<DatedProduct> };

/** The four marks that put it at its place. */
export function RankBars({ ranked }: Props) {
  return (
    <ul aria-label="排名得分" className="grid grid-cols-2 gap-x-6 gap-y-2.5 text-xs sm:grid-cols-4">
      {ranked.parts.map((part) => (
        <li key={part.id}>
          <p className="flex items-baseline justify-between gap-2">
            <span className="text-muted-foreground">{part.label}</span>
            <span className="figures text-slate-800">
              {part.score}
              <span className="sr-only"> 分</span>
            </span>
          </p>
          <div aria-hidden className="mt-1 h-1.5 rounded-full bg-slate-200">
            <div className="bg-ink-500 h-full rounded-full" style={{ width: `${part.score}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How each mark came about, and its weight. */
export function RankExplanation({ ranked }: Props) {
  return (
    <>
      <ul className="grid gap-1.5 text-sm text-slate-700">
        {ranked.parts.map((part) => (
          <li key={part.id}>
            <span className="font-medium text-slate-900">{part.label}</span>
            <span className="text-muted-foreground">（权重 {part.weight}%）</span>
            {part.explanation}
          </li>
        ))}
      </ul>
      <p className="text-muted-foreground mt-2 text-xs">
        综合分为四项得分按权重的平均。机构不能付费改变排名，同分时按需求随机排定。
      </p>
    </>
  );
}

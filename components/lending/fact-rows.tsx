import type { ReactNode } from "react";
import { Figure } from "#components/ui/figure.tsx";

export type Fact = Readonly<{
  term: string;
  /** `null` is shown as unknown. */
  detail: ReactNode | null;
  hint?: string;
}>;

/** A dense list for the column beside the work: the term left, what it is right of it. */
export function FactRows({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-1.5">
      {facts.map(({ term, detail, hint }) => (
        <div key={term} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3">
          <dt className="text-muted-foreground">{term}</dt>
          <dd className="[overflow-wrap:anywhere] text-slate-900 tabular-nums">
            {detail === null ? <Figure value={null} /> : detail}
            {hint === undefined ? null : (
              <span className="text-muted-foreground block text-xs">{hint}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

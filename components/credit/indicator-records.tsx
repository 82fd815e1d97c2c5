import { Disclosure } from "#components/ui/disclosure.tsx";
import type { Indicator } from "#lib/credit/indicators.ts";
import { recordsBehind, type NamedRecord } from "#lib/credit/model.ts";
import { itemOf } from "#lib/intake/catalogue.ts";
import { recordText } from "./indicator-words.ts";

type Props = Readonly<{
  indicator: Indicator;
  asOf: string;
  /** Those that this look has been given the names of. */
  records: readonly NamedRecord[];
}>;

/** The records that a figure was computed from, folded away until somebody asks. */
export function IndicatorRecords({ indicator, asOf, records }: Props) {
  const behind = recordsBehind(indicator, asOf, records);
  if (behind.length === 0) return null;
  return (
    <Disclosure summary={`依据 ${behind.length} 条记录`} print="hidden">
      <dl className="space-y-1.5 text-xs text-slate-600">
        {[...Map.groupBy(behind, ({ item }) => item)].map(([item, rows]) => (
          <div key={item}>
            <dt className="font-medium text-slate-700">{itemOf(item).name}</dt>
            <dd className="tabular-nums">{rows.map(recordText).join("、")}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

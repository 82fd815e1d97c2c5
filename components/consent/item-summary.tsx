import { Disclosure } from "#components/ui/disclosure.tsx";
import { itemNames } from "#lib/intake/catalogue.ts";

/** So many names are read at a glance. */
const AT_A_GLANCE = 8;

/** Which data, in words; a long list folds. */
export function ItemSummary({ items }: { readonly items: readonly string[] }) {
  const names = itemNames(items);
  if (names.length <= AT_A_GLANCE)
    return (
      <span className="text-slate-700">
        数据 {names.length} 项：{names.join("、")}
      </span>
    );
  return (
    <Disclosure
      summary={`数据 ${names.length} 项：${names.slice(0, 3).join("、")}等`}
      className="[&>summary]:text-slate-700"
    >
      {names.join("、")}
    </Disclosure>
  );
}

import { itemNames } from "#lib/intake/catalogue.ts";
import { granteeIn, type OwnAuthorisation } from "./authorisation-filter.ts";
import { granteeName, purposeName } from "./labels.ts";

/** What the enterprise ever authorised, to choose from. */
export function listChoices(rows: readonly OwnAuthorisation[]) {
  const unique = (pairs: readonly (readonly [string, string])[]) =>
    [...new Map(pairs)]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => one.label.localeCompare(other.label, "zh-CN"));
  const items = [...new Set(rows.flatMap((row) => row.items))];
  const names = itemNames(items);
  return {
    institutions: unique(
      rows.map((row) => [granteeIn(row), granteeName(row.institutionName)] as const),
    ),
    purposes: unique(rows.map((row) => [row.purpose, purposeName(row.purpose)] as const)),
    items: unique(items.map((id, index) => [id, names[index] ?? id] as const)),
  };
}

import { conductItems } from "./items/conduct.ts";
import { financingItems } from "./items/financing.ts";
import { innovationItems } from "./items/innovation.ts";
import { invoiceItems } from "./items/invoices.ts";
import { judicialItems } from "./items/judicial.ts";
import { propertyItems } from "./items/property.ts";
import { registrationItems } from "./items/registration.ts";
import { ruralItems } from "./items/rural.ts";
import { socialItems } from "./items/social.ts";
import { statementItems } from "./items/statements.ts";
import { taxItems } from "./items/tax.ts";
import { tradeItems } from "./items/trade.ts";
import { utilityItems } from "./items/utilities.ts";
import type { Item } from "./items/schema.ts";

export {
  itemClasses,
  measures,
  type FieldType,
  type Item,
  type ItemClass,
  type ItemField,
  type ItemRule,
  type Measure,
} from "./items/schema.ts";

/**
 * The data items that the platform takes in. Everything that names an item — intake, the gate,
 * authorisation documents, coverage — derives from this list.
 */
export const catalogue = [
  ...taxItems,
  ...invoiceItems,
  ...statementItems,
  ...utilityItems,
  ...socialItems,
  ...registrationItems,
  ...judicialItems,
  ...conductItems,
  ...tradeItems,
  ...innovationItems,
  ...propertyItems,
  ...ruralItems,
  ...financingItems,
] as const satisfies readonly Item[];

export type ItemId = (typeof catalogue)[number]["id"];
export const itemIds: readonly ItemId[] = catalogue.map((item) => item.id);

const byId: ReadonlyMap<string, Item> = new Map(catalogue.map((item) => [item.id, item]));
export const isItemId = (id: string): id is ItemId => byId.has(id);

/** The catalogue's entry; the id is one of the list by its type. */
export function itemOf(id: ItemId): Item {
  const item = byId.get(id);
  if (!item) throw new Error(`no item ${id} in the catalogue`);
  return item;
}

/** Names of items in the catalogue's words, for documents and screens. */
export const itemNames = (ids: readonly string[]): string[] =>
  ids.map((id) => byId.get(id)?.name ?? id);

"use client";

import { usePathname } from "next/navigation";

import { TabLinks, type TabItem } from "./tab-links.tsx";

type PathTabsProps = {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly className?: string;
};

/** Tabs that a layout keeps over several pages: the address says which is open. */
export function PathTabs({ items, ...rest }: PathTabsProps) {
  const path = usePathname();
  const open = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce((longest, { href }) => (href.length > longest.length ? href : longest), "");
  return <TabLinks items={items} current={open} {...rest} />;
}

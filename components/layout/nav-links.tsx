"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

import { AppLink } from "#components/ui/app-link.tsx";
import { cn } from "#components/ui/cn.ts";

export type NavItem = {
  readonly href: string;
  readonly label: string;
  /** An element, for example `<FileText />`. */
  readonly icon?: ReactNode;
  /** How much waits there; zero and absent show nothing. */
  readonly waiting?: number;
};

export type NavGroup = { readonly title?: string; readonly items: readonly NavItem[] };

type NavLinksProps = {
  readonly groups: readonly NavGroup[];
  readonly onNavigate?: () => void;
};

/** The one place that knows where the person is: the longest address that begins the path. */
export function NavLinks({ groups, onNavigate }: NavLinksProps) {
  const path = usePathname();
  const current = groups
    .flatMap((group) => group.items)
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce((longest, { href }) => (href.length > longest.length ? href : longest), "");
  return (
    <div className="grid gap-5">
      {groups.map((group, index) => (
        <div key={group.title ?? index}>
          {group.title !== undefined && (
            <p className="px-3 pb-1 text-xs text-slate-500">{group.title}</p>
          )}
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink
                  item={item}
                  current={item.href === current}
                  {...(onNavigate === undefined ? {} : { onNavigate })}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

type NavLinkProps = {
  readonly item: NavItem;
  readonly current: boolean;
  readonly onNavigate?: () => void;
};

function NavLink({ item, current, onNavigate }: NavLinkProps) {
  return (
    <AppLink
      href={item.href}
      aria-current={current ? "page" : undefined}
      {...(onNavigate === undefined ? {} : { onClick: onNavigate })}
      className={cn(
        "flex min-h-11 items-center gap-2.5 rounded-md px-3 py-1.5 text-sm transition-colors md:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0",
        current
          ? "bg-ink-100/80 text-primary font-medium [&_svg]:text-primary"
          : "text-slate-700 hover:bg-slate-100 [&_svg]:text-slate-500",
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.waiting !== undefined && item.waiting > 0 && (
        <span className="bg-brass-100 text-brass-700 rounded-full px-1.5 text-xs leading-5 font-medium tabular-nums">
          {item.waiting > 99 ? "99+" : item.waiting}
          <span className="sr-only">项待办</span>
        </span>
      )}
    </AppLink>
  );
}

import { ChevronRight } from "lucide-react";

import { AppLink } from "./app-link.tsx";

export type Crumb = { readonly label: string; readonly href?: string };

/** The last crumb is the page itself and needs no address. */
export function Breadcrumb({ items }: { readonly items: readonly Crumb[] }) {
  return (
    <nav aria-label="所在位置" className="text-xs print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1 text-slate-600">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <li key={`${index}-${item.label}`} className="flex min-w-0 items-center gap-x-1">
              {index > 0 && <ChevronRight aria-hidden className="size-3.5 text-slate-400" />}
              {item.href === undefined || last ? (
                <span aria-current={last ? "page" : undefined} className="truncate">
                  {item.label}
                </span>
              ) : (
                <AppLink href={item.href} className="hover:text-primary rounded-sm hover:underline">
                  {item.label}
                </AppLink>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

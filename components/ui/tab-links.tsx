import { AppLink } from "./app-link.tsx";
import { cn } from "./cn.ts";

export type TabItem = {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
};

type TabLinksProps = {
  /** What the tabs choose between, for screen readers. */
  readonly label: string;
  readonly items: readonly TabItem[];
  /** The `href` of the tab that is open. */
  readonly current: string;
  readonly className?: string;
};

export function TabLinks({ label, items, current, className }: TabLinksProps) {
  return (
    <nav aria-label={label} className={cn("border-b print:hidden", className)}>
      <ul className="-mb-px flex gap-x-5 overflow-x-auto [scrollbar-width:none]">
        {items.map((item) => {
          const open = item.href === current;
          return (
            <li key={item.href}>
              <AppLink
                href={item.href}
                aria-current={open ? "page" : undefined}
                className={cn(
                  "inline-flex items-center gap-1.5 border-b-2 py-2.5 text-sm whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
                  open
                    ? "border-primary text-primary font-medium"
                    : "border-transparent text-slate-600 hover:border-slate-300 hover:text-slate-900",
                )}
              >
                {item.label}
                {item.count !== undefined && (
                  <span
                    className={cn(
                      "rounded-full px-1.5 text-xs leading-5 tabular-nums",
                      open ? "bg-ink-100 text-primary" : "bg-slate-200/70 text-slate-600",
                    )}
                  >
                    {item.count}
                  </span>
                )}
              </AppLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

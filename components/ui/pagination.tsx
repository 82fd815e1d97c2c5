import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { AppLink } from "./app-link.tsx";
import { buttonStyle } from "./button.tsx";
import { cn } from "./cn.ts";

type PaginationProps = {
  readonly page: number;
  readonly pageCount: number;
  readonly hrefFor: (page: number) => string;
  /** Left of the buttons, for example 共 128 条. */
  readonly summary?: ReactNode;
  /** Where a page has two lists, what this one turns over. */
  readonly label?: string;
};

export function Pagination({ page, pageCount, hrefFor, summary, label }: PaginationProps) {
  if (pageCount <= 1 && summary === undefined) return null;
  return (
    <Frame summary={summary} label={label}>
      {pageCount > 1 && (
        <>
          <Step href={page > 1 ? hrefFor(page - 1) : null} direction="previous" />
          {pagesShown(page, pageCount).map((item, index) =>
            item === null ? (
              <span key={`gap-${index}`} aria-hidden className="px-1 text-slate-500 max-sm:hidden">
                …
              </span>
            ) : (
              <AppLink
                key={item}
                href={hrefFor(item)}
                aria-label={`第 ${item} 页`}
                aria-current={item === page ? "page" : undefined}
                className={cn(
                  "inline-flex h-8 min-w-8 items-center justify-center rounded-md px-2 text-sm tabular-nums max-sm:hidden",
                  item === page ? "bg-primary text-white" : "text-slate-700 hover:bg-slate-100",
                )}
              >
                {item}
              </AppLink>
            ),
          )}
          <span className="figures px-2 text-sm sm:hidden">
            {page} / {pageCount}
          </span>
          <Step href={page < pageCount ? hrefFor(page + 1) : null} direction="next" />
        </>
      )}
    </Frame>
  );
}

/** The first, the last and the neighbours; `null` stands for those left out. */
function pagesShown(page: number, pageCount: number): readonly (number | null)[] {
  const near = [1, page - 1, page, page + 1, pageCount];
  const shown = [...new Set(near)].filter((item) => item >= 1 && item <= pageCount);
  return shown.flatMap((item, index) => {
    const gap = item - (shown[index - 1] ?? 0);
    if (gap === 2) return [item - 1, item];
    return gap > 2 ? [null, item] : [item];
  });
}

type CursorPaginationProps = {
  readonly previousHref?: string | null;
  readonly nextHref: string | null;
  readonly summary?: ReactNode;
  /** Where a page has two lists, what this one turns over. */
  readonly label?: string;
};

/** For lists read by a cursor, where nobody counts the pages. */
export function CursorPagination({
  previousHref,
  nextHref,
  summary,
  label,
}: CursorPaginationProps) {
  return (
    <Frame summary={summary} label={label}>
      <Step href={previousHref ?? null} direction="previous" />
      <Step href={nextHref} direction="next" />
    </Frame>
  );
}

type FrameProps = {
  readonly summary: ReactNode;
  readonly label: string | undefined;
  readonly children: ReactNode;
};

function Frame({ summary, label = "分页", children }: FrameProps) {
  return (
    <nav
      aria-label={label}
      className="flex flex-wrap items-center justify-between gap-3 print:hidden"
    >
      <p className="text-muted-foreground text-xs">{summary}</p>
      <div className="flex items-center gap-1">{children}</div>
    </nav>
  );
}

const steps = {
  previous: { label: "上一页", icon: <ChevronLeft aria-hidden /> },
  next: { label: "下一页", icon: <ChevronRight aria-hidden /> },
} as const;

type StepProps = { readonly href: string | null; readonly direction: keyof typeof steps };

function Step({ href, direction }: StepProps) {
  const { label, icon } = steps[direction];
  const style = buttonStyle({ variant: "secondary", size: "sm" });
  const content = direction === "previous" ? [icon, label] : [label, icon];
  return href === null ? (
    <span aria-disabled className={style} role="link">
      <StepContent parts={content} />
    </span>
  ) : (
    <AppLink href={href} rel={direction === "previous" ? "prev" : "next"} className={style}>
      <StepContent parts={content} />
    </AppLink>
  );
}

function StepContent({ parts }: { readonly parts: readonly ReactNode[] }) {
  return (
    <>
      {parts[0]}
      {parts[1]}
    </>
  );
}

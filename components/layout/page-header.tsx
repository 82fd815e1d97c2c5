import type { ReactNode } from "react";

import { Breadcrumb, type Crumb } from "#components/ui/breadcrumb.tsx";

type PageHeaderProps = {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Beside the title, for example a badge with the status. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly crumbs?: readonly Crumb[];
};

export function PageHeader({ title, description, aside, actions, crumbs }: PageHeaderProps) {
  return (
    <header className="grid gap-2">
      {crumbs !== undefined && <Breadcrumb items={crumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-xl leading-8 font-semibold text-slate-900 sm:text-[1.375rem]">
              {title}
            </h1>
            {aside}
          </div>
          {description !== undefined && (
            <div className="text-muted-foreground mt-1 max-w-3xl text-sm">{description}</div>
          )}
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
        )}
      </div>
    </header>
  );
}

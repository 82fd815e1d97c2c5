import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={cn(
        "bg-card min-w-0 rounded-lg border shadow-xs print:break-inside-avoid",
        className,
      )}
      {...rest}
    />
  );
}

type CardHeaderProps = {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly level?: 2 | 3;
  readonly id?: string;
  readonly className?: string;
};

export function CardHeader({
  title,
  description,
  actions,
  level = 2,
  id,
  className,
}: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <header
      className={cn(
        "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-3 sm:px-5",
        className,
      )}
    >
      <div className="min-w-0">
        <Heading id={id} className="text-base leading-6 font-semibold text-slate-900">
          {title}
        </Heading>
        {description !== undefined && (
          <p className="text-muted-foreground mt-0.5 text-xs">{description}</p>
        )}
      </div>
      {actions !== undefined && (
        <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
      )}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("p-4 sm:p-5", className)} {...rest} />;
}

export function CardFooter({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "flex flex-wrap items-center gap-3 rounded-b-lg border-t bg-slate-50 px-4 py-3 sm:px-5",
        className,
      )}
      {...rest}
    />
  );
}

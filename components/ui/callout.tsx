import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { toneSoft, toneText, type Tone } from "./tone.ts";

const icons = {
  neutral: Info,
  primary: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
} satisfies Record<Tone, typeof Info>;

type CalloutProps = {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** For what appears while the page is open: read out at once. */
  readonly live?: boolean;
  readonly className?: string;
};

export function Callout({
  tone = "info",
  title,
  children,
  actions,
  live = false,
  className,
}: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div
      role={live ? "alert" : undefined}
      className={cn(
        "flex gap-2.5 rounded-lg border p-3.5 text-sm print:break-inside-avoid",
        toneSoft[tone],
        className,
      )}
    >
      <Icon aria-hidden className={cn("mt-[3px] size-4 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-slate-700">{children}</div>}
        {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

"use client";

import { Info } from "lucide-react";
import { Popover, Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

type TooltipProps = { readonly content: ReactNode; readonly children: ReactNode };

/** A word on a control that has no room for one. Never the only place of something needed. */
export function Tooltip({ content, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={12}
            className="animate-fade-in bg-ink-950 z-50 max-w-72 rounded-md px-2.5 py-1.5 text-xs text-white shadow-md"
          >
            {content}
            <Radix.Arrow className="fill-ink-950" />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

type InfoTipProps = { readonly label?: string; readonly children: ReactNode };

/** An explanation behind an ⓘ; opens by a tap too, which a tooltip does not. */
export function InfoTip({ label = "查看说明", children }: InfoTipProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={label}
        className="hover:text-primary relative inline-flex size-4 translate-y-[3px] items-center justify-center rounded-full text-slate-500 after:absolute after:-inset-1.5 print:hidden"
      >
        <Info aria-hidden className="size-4" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={12}
          className="animate-pop-in bg-card z-50 max-w-80 rounded-lg border p-3.5 text-sm text-slate-700 shadow-md"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

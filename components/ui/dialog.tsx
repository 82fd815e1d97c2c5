"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export const overlayStyle = "animate-fade-in fixed inset-0 z-50 bg-ink-950/45";
/** A sheet from the bottom on phones, a window in the middle elsewhere. */
export const panelStyle =
  "animate-sheet-in sm:animate-pop-in bg-card fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-xl shadow-lg focus-visible:outline-none sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl";

const sizes = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" } as const;

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly size?: keyof typeof sizes;
  readonly footer?: ReactNode;
};

export function DialogContent({
  title,
  description,
  size = "md",
  footer,
  className,
  children,
  ...rest
}: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayStyle} />
      <Radix.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        className={cn(panelStyle, sizes[size], className)}
        {...rest}
      >
        <header className="flex items-start justify-between gap-4 border-b px-5 py-4">
          <div className="min-w-0">
            <Radix.Title className="text-base leading-6 font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="text-muted-foreground mt-0.5 text-sm">
                {description}
              </Radix.Description>
            )}
          </div>
          <Radix.Close
            aria-label="关闭"
            className="-mt-1 -mr-2 flex size-9 shrink-0 items-center justify-center rounded-md text-slate-600 hover:bg-slate-100"
          >
            <X aria-hidden className="size-4.5" />
          </Radix.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer !== undefined && <DialogFooter>{footer}</DialogFooter>}
      </Radix.Content>
    </Radix.Portal>
  );
}

export function DialogFooter({ className, ...rest }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "flex flex-col-reverse gap-2 border-t px-5 py-4 sm:flex-row sm:justify-end",
        className,
      )}
      {...rest}
    />
  );
}

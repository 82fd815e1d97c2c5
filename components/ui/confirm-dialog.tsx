"use client";

import { AlertDialog as Radix } from "radix-ui";
import { useState, useTransition, type ReactNode } from "react";

import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { DialogFooter, overlayStyle, panelStyle } from "./dialog.tsx";

type ConfirmDialogProps = {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly description: ReactNode;
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly tone?: "primary" | "danger";
  /** Closes when it is done; return `false` to stay open. */
  readonly onConfirm: () => unknown;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, description, confirmLabel, cancelLabel = "取消", tone = "primary" } = props;
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const confirm = () =>
    start(async () => {
      const answer = await props.onConfirm();
      if (answer !== false) setOpen(false);
    });
  return (
    <Radix.Root open={open} onOpenChange={(next) => !pending && setOpen(next)}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content className={cn(panelStyle, "sm:max-w-md")}>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
            <Radix.Title className="text-base leading-6 font-semibold">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-muted-foreground mt-1.5 text-sm">{description}</div>
            </Radix.Description>
            {props.children !== undefined && <div className="mt-4">{props.children}</div>}
          </div>
          <DialogFooter>
            <Radix.Cancel asChild>
              <Button variant="secondary" disabled={pending}>
                {cancelLabel}
              </Button>
            </Radix.Cancel>
            <Button variant={tone} pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

"use client";

import { Menu, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState, type ReactNode } from "react";

import { overlayStyle } from "#components/ui/dialog.tsx";
import { NavLinks, type NavGroup } from "./nav-links.tsx";

type NavSheetProps = {
  readonly groups: readonly NavGroup[];
  /** Who is signed in, and the way out. */
  readonly foot: ReactNode;
};

/** The navigation on phones: a sheet that comes down from the top bar. */
export function NavSheet({ groups, foot }: NavSheetProps) {
  const [open, setOpen] = useState(false);
  const Icon = open ? X : Menu;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label="打开导航"
        className="-mr-2 flex size-11 items-center justify-center rounded-md text-slate-700 hover:bg-slate-100 md:hidden"
      >
        <Icon aria-hidden className="size-5" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={`${overlayStyle} md:hidden`} />
        <Dialog.Content
          aria-describedby={undefined}
          className="animate-fade-in bg-card fixed inset-x-0 top-0 z-50 flex max-h-[92dvh] flex-col rounded-b-xl shadow-lg md:hidden"
        >
          <div className="flex h-14 shrink-0 items-center justify-between border-b pr-2 pl-4">
            <Dialog.Title className="text-base font-semibold">导航</Dialog.Title>
            <Dialog.Close
              aria-label="关闭导航"
              className="flex size-11 items-center justify-center rounded-md text-slate-700 hover:bg-slate-100"
            >
              <X aria-hidden className="size-5" />
            </Dialog.Close>
          </div>
          <nav aria-label="主导航" className="min-h-0 flex-1 overflow-y-auto p-3">
            <NavLinks groups={groups} onNavigate={() => setOpen(false)} />
          </nav>
          <div className="flex items-center justify-between gap-3 border-t bg-slate-50 px-4 py-3 last:rounded-b-xl">
            {foot}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

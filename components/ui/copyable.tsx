"use client";

import { Check, Copy } from "lucide-react";

import { cn } from "./cn.ts";
import { useCopied } from "./use-copied.ts";

type CopyableProps = {
  readonly value: string;
  /** What is copied, for screen readers: 统一社会信用代码. */
  readonly label: string;
  /** What is seen, when it differs from what is copied. */
  readonly shown?: string;
  readonly mono?: boolean;
  readonly className?: string;
};

export function Copyable({ value, label, shown = value, mono = true, className }: CopyableProps) {
  const { copied, copy } = useCopied(value);
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1", className)}>
      <span className={cn("[overflow-wrap:anywhere]", mono && "font-mono text-[0.93em]")}>
        {shown}
      </span>
      <button
        type="button"
        onClick={copy}
        aria-label={`复制${label}`}
        className="hover:text-primary inline-flex size-6 shrink-0 items-center justify-center rounded text-slate-500 hover:bg-slate-100 print:hidden"
      >
        {copied ? (
          <Check aria-hidden className="text-success size-3.5" />
        ) : (
          <Copy aria-hidden className="size-3.5" />
        )}
      </button>
      <span role="status" className="sr-only">
        {copied ? "已复制" : ""}
      </span>
    </span>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import { useCopied } from "#components/ui/use-copied.ts";

type Props = Readonly<{
  /** What it is, for screen readers. */
  label: string;
  code: string;
}>;

/** Commands to copy as a whole. */
export function CodeBlock({ label, code }: Props) {
  const { copied, copy } = useCopied(code);
  return (
    <div className="relative min-w-0 rounded-lg border bg-slate-50">
      <pre
        tabIndex={0}
        aria-label={label}
        className="overflow-x-auto p-3.5 pr-12 font-mono text-xs leading-5 text-slate-900"
      >
        {code}
      </pre>
      <button
        type="button"
        onClick={copy}
        aria-label={`复制${label}`}
        className="hover:text-primary absolute top-2 right-2 inline-flex size-8 items-center justify-center rounded bg-slate-50 text-slate-500 hover:bg-slate-100"
      >
        {copied ? (
          <Check aria-hidden className="text-success size-4" />
        ) : (
          <Copy aria-hidden className="size-4" />
        )}
      </button>
      <span role="status" className="sr-only">
        {copied ? "已复制" : ""}
      </span>
    </div>
  );
}

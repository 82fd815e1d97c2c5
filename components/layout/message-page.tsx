import type { ReactNode } from "react";

import { BrandMark } from "./brand.tsx";
import { mainId } from "./skip-link.tsx";

type MessagePageProps = {
  readonly title: string;
  /** What happened, and what to do now. */
  readonly children: ReactNode;
  readonly actions: ReactNode;
};

/** A page in place of a page: not found, refused, failed. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main
      id={mainId}
      className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-6 py-16"
    >
      <BrandMark className="size-10" />
      <h1 className="mt-6 text-2xl font-semibold text-slate-900">{title}</h1>
      <div className="mt-3 grid gap-2 text-base text-slate-700">{children}</div>
      <div className="mt-7 flex flex-wrap gap-3">{actions}</div>
    </main>
  );
}

"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { askStanding, isOver } from "./submission-live.tsx";

const EVERY_MS = 1000;

/** A correction is on its way: the page is drawn anew when it has ended. */
export function CorrectionLive({ submissionId }: { readonly submissionId: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(async () => {
      // One that fails is made good by the next.
      const standing = await askStanding(submissionId).catch(() => undefined);
      // Again until the page has been drawn anew and this is gone: a refresh can be lost to another.
      if (isOver(standing)) router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router, submissionId]);
  return (
    <p role="status" className="flex items-center gap-2 rounded-lg border bg-slate-50 p-4 text-sm">
      <LoaderCircle aria-hidden className="text-primary size-4 animate-spin" />
      更正已收到，正在入库。离开本页不影响处理。
    </p>
  );
}

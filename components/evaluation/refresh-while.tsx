"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 1500;

/** Looks again until what the page waits for is there: then this is not drawn any more. */
export function RefreshWhile({ words }: { readonly words: string }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-slate-700">
      <LoaderCircle aria-hidden className="text-primary size-4 shrink-0 animate-spin" />
      {words}
    </p>
  );
}

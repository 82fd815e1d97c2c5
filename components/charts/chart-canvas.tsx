"use client";

import { useEffect, useRef, useState } from "react";

import type { ChartSpec } from "./spec.ts";

type ChartCanvasProps = {
  readonly spec: ChartSpec;
  readonly description: string;
  /** In pixels, so that nothing moves when the drawing arrives. */
  readonly height: number;
};

/** The one place that loads the drawing library, and only when a chart is on the page. */
export function ChartCanvas({ spec, description, height }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "drawn" | "failed">("loading");
  // A page drawn anew brings an equal spec in a new object; only other figures are drawn again.
  const words = JSON.stringify(spec);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let gone = false;
    let putAway = () => {};
    import("./engine.ts")
      // The text was made from a ChartSpec just above.
      .then(({ draw }) =>
        gone ? undefined : draw(element, JSON.parse(words) as ChartSpec, description),
      )
      .then(
        (dispose) => {
          if (dispose === undefined) return;
          if (gone) return dispose();
          putAway = dispose;
          setState("drawn");
        },
        () => {
          if (!gone) setState("failed");
        },
      );
    return () => {
      gone = true;
      putAway();
    };
  }, [words, description]);

  return (
    <div className="relative" style={{ height }}>
      {state === "loading" && (
        <div aria-hidden className="absolute inset-0 animate-pulse rounded-md bg-slate-100" />
      )}
      {state === "failed" && (
        <p className="text-muted-foreground absolute inset-0 flex items-center justify-center rounded-md bg-slate-50 px-6 text-center text-sm">
          图表暂时无法显示，请展开下方“查看数据”。
        </p>
      )}
      <div ref={box} role="img" aria-label={description} className="h-full w-full" />
    </div>
  );
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { DraftPreview } from "#lib/products/index.ts";
import { CountTables } from "./count-tables.tsx";

const PAUSE_MS = 350;

/** What the draft says and would do, asked for when somebody pauses typing. */
export function usePreview(id: string, terms: object) {
  const typed = JSON.stringify(terms);
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return useQuery({
    queryKey: ["product", "preview", id, asked],
    queryFn: ({ signal }) => askPreview(id, asked, signal),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}

async function askPreview(id: string, terms: string, signal: AbortSignal): Promise<DraftPreview> {
  const response = await fetch("/api/products/preview", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"id":${JSON.stringify(id)},"terms":${terms}}`,
    cache: "no-store",
    signal,
  });
  // Written by app/api/products/preview/route.ts.
  const body = (await response.json()) as DraftPreview | { message: string };
  if ("message" in body) throw new Error(body.message);
  return body;
}

type Props = Readonly<{
  preview: DraftPreview | undefined;
  failure: string | null;
  asking: boolean;
}>;

/** What keeps the draft from being published, and what it would do; beside what is typed. */
export function PreviewPanel({ preview, failure, asking }: Props) {
  const elsewhere = preview?.problems.filter(({ at }) => !/^rules\.\d/.test(at)) ?? [];
  const fields = Object.entries(preview?.fields ?? {});
  return (
    <Card>
      <CardHeader title="试算" description={asking ? "正在计算…" : "随填写更新，不影响在售版本"} />
      <CardBody className="grid gap-4" aria-busy={asking}>
        {failure ? <Callout tone="danger" title={failure} live /> : null}
        {fields.length > 0 ? (
          <Callout tone="warning" title={`还有 ${fields.length} 处没有填完，填完后试算`}>
            <ul className="list-disc pl-4">
              {fields.slice(0, 5).map(([path, message]) => (
                <li key={path}>{message}</li>
              ))}
            </ul>
          </Callout>
        ) : null}
        {preview && preview.problems.length > 0 ? (
          <Callout tone="warning" title={`发布前需改正 ${preview.problems.length} 处`}>
            <ul className="list-disc pl-4">
              {elsewhere.map(({ message, example }) => (
                <li key={message}>
                  {message}
                  {example}
                </li>
              ))}
              {preview.problems.length > elsewhere.length ? (
                <li>{preview.problems.length - elsewhere.length} 处在准入规则中，见各条规则。</li>
              ) : null}
            </ul>
          </Callout>
        ) : null}
        {preview?.counts ? <CountTables counts={preview.counts} /> : null}
      </CardBody>
    </Card>
  );
}

"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PullSources } from "./pull-sources.tsx";
import { isWaiting, pullSummary, type PullAsked, type ShownSource } from "./pull-words.ts";

type Props = Readonly<{
  /** The last pull under this authorisation. */
  latest: Readonly<{ id: string; sources: readonly ShownSource[] }> | null;
  canAsk: boolean;
  ask: () => Promise<PullAsked>;
}>;

const EVERY_MS = 1000;
const unreachable = "网络或服务暂时不可用，可能没有发出，请稍后再试。";

/** Asks the departments, and shows each source as it comes in. */
export function PullLive(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Panel {...props} />
    </QueryClientProvider>
  );
}

async function askSources(pullId: string): Promise<readonly ShownSource[]> {
  const response = await fetch(`/api/pulls/${pullId}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`a pull answered ${response.status}`);
  const body = (await response.json()) as { sources: readonly ShownSource[] }; // Written by app/api/pulls/[id]/route.ts.
  return body.sources;
}

function Panel({ latest, canAsk, ask }: Props) {
  const [pullId, setPullId] = useState(latest?.id ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, start] = useTransition();
  const { data: sources } = useQuery({
    queryKey: ["pull", pullId],
    queryFn: () => askSources(pullId ?? ""),
    enabled: pullId !== null,
    ...(latest && latest.id === pullId ? { initialData: latest.sources } : {}),
    refetchInterval: ({ state }) => (state.data && !isWaiting(state.data) ? false : EVERY_MS),
    // The next look makes good for one that failed.
    retry: false,
  });
  const waiting = sources !== undefined && isWaiting(sources);
  const send = () =>
    start(async () => {
      const asked = await ask().catch(() => ({ problem: unreachable }));
      setProblem("problem" in asked ? asked.problem : null);
      if ("pullId" in asked) setPullId(asked.pullId);
    });
  return (
    <Card>
      <CardHeader
        title="各来源结果"
        description={sources ? pullSummary(sources) : "还没有查询过"}
        actions={
          <Button onClick={send} pending={asking} disabled={!canAsk || waiting}>
            {pullId === null ? "向各部门查询" : "重新查询"}
          </Button>
        }
      />
      {problem === null ? null : (
        <CardBody>
          <Callout tone="danger" title="没有发出" live>
            {problem}
          </Callout>
        </CardBody>
      )}
      <div role="status" className="sr-only">
        {sources ? pullSummary(sources) : ""}
      </div>
      {sources ? (
        <PullSources rows={sources} />
      ) : (
        <EmptyState title="尚未查询" compact>
          查询由各部门的接口即时应答。某个来源未应答不影响其他来源。
        </EmptyState>
      )}
    </Card>
  );
}

"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

type Props = Readonly<{
  /** How many applications had been received when the list was drawn. */
  received: number;
}>;

const EVERY_MS = 15_000;

/** Tells that applications came in since the list was drawn; the list itself never jumps by itself. */
export function InboxLive(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Arrivals {...props} />
    </QueryClientProvider>
  );
}

async function askReceived(): Promise<number> {
  const response = await fetch("/api/inbox", { cache: "no-store" });
  if (!response.ok) throw new Error(`inbox answered ${response.status}`);
  const body = (await response.json()) as { received: number }; // Written by app/api/inbox/route.ts.
  return body.received;
}

function Arrivals({ received }: Props) {
  const router = useRouter();
  const [refreshing, start] = useTransition();
  // No retries: a missed answer is made good by the next one, and an ended session by signing in.
  const { data = received } = useQuery({
    queryKey: ["inbox", "received"],
    queryFn: askReceived,
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const arrived = data - received;
  return (
    <div role="status" className={arrived > 0 ? undefined : "sr-only"}>
      {arrived > 0 ? (
        <Callout
          tone="info"
          title={
            <>
              有 {arrived} 个新申请，
              <Button
                size="inline"
                variant="link"
                pending={refreshing}
                onClick={() => start(() => router.refresh())}
              >
                刷新
              </Button>
            </>
          }
        />
      ) : null}
    </div>
  );
}

"use client";

import { useRef, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";

type Props = Readonly<{ action: () => Promise<void> }>;

/** Asks once more where the way in may be open by now; a double click asks once. */
export function LookAgainButton({ action }: Props) {
  const [pending, start] = useTransition();
  const asking = useRef(false);
  function ask() {
    if (asking.current) return;
    asking.current = true;
    start(async () => {
      await action().catch(() => void toast.error("网络或服务暂时不可用，请稍后再试。"));
      asking.current = false;
    });
  }
  return (
    <Button variant="secondary" onClick={ask} pending={pending}>
      重新查询
    </Button>
  );
}

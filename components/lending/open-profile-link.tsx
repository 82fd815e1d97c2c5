"use client";

import { FileSearch } from "lucide-react";
import { useRef, type MouseEvent } from "react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button, type ButtonProps } from "#components/ui/button.tsx";

type Props = Readonly<{ applicationId: string; variant?: ButtonProps["variant"] }>;

const AGAIN_MS = 5000;

/** Each opening uses up one query, so nothing is fetched ahead and a double click opens once. */
export function OpenProfileLink({ applicationId, variant = "primary" }: Props) {
  const openedAt = useRef(-AGAIN_MS);
  function once(event: MouseEvent) {
    if (event.timeStamp - openedAt.current < AGAIN_MS) return event.preventDefault();
    openedAt.current = event.timeStamp;
  }
  return (
    <Button asChild variant={variant}>
      <AppLink
        href={`/institution/applications/${applicationId}/profile`}
        prefetch={false}
        onClick={once}
      >
        <FileSearch aria-hidden />
        打开信用档案（使用 1 次查询）
      </AppLink>
    </Button>
  );
}

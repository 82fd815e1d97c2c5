"use client";

import { FileSearch } from "lucide-react";
import { useRef, type MouseEvent } from "react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button, type ButtonProps } from "#components/ui/button.tsx";

type Props = Readonly<{
  applicationId: string;
  variant?: ButtonProps["variant"];
  /** Beside this page, so that what is typed into a form here stays. */
  apart?: boolean;
}>;

const AGAIN_MS = 5000;

/** Each opening uses up one query, so nothing is fetched ahead and a double click opens once. */
export function OpenProfileLink({ applicationId, variant = "primary", apart = false }: Props) {
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
        {...(apart ? { target: "_blank", rel: "noopener" } : {})}
      >
        <FileSearch aria-hidden />
        {apart ? "在新标签页打开信用档案（使用 1 次查询）" : "打开信用档案（使用 1 次查询）"}
      </AppLink>
    </Button>
  );
}

import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, MouseEventHandler } from "react";

type LinkHandlers = "onClick" | "onMouseEnter" | "onTouchStart";

export type AppLinkProps = Omit<ComponentProps<"a">, "href" | LinkHandlers> & {
  readonly href: string;
  readonly onClick?: MouseEventHandler<HTMLAnchorElement>;
  readonly prefetch?: boolean;
  readonly replace?: boolean;
  readonly scroll?: boolean;
};

export function AppLink({ href, ...rest }: AppLinkProps) {
  // Shared components get addresses composed with ids and queries, which the route types cannot follow.
  return <Link href={href as Route} {...rest} />;
}

export function TextLink({ className = "", ...rest }: AppLinkProps) {
  return (
    <AppLink
      className={`text-primary decoration-ink-300 hover:decoration-primary rounded-sm underline underline-offset-4 ${className}`}
      {...rest}
    />
  );
}

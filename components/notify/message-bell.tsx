import { Bell } from "lucide-react";

import { AppLink } from "#components/ui/app-link.tsx";

type Props = Readonly<{
  /** The portal's page of messages. */
  href: string;
  unread: number;
}>;

/** The way to the messages of one's organisation, with how many nobody has read. */
export function MessageBell({ href, unread }: Props) {
  return (
    <AppLink
      href={href}
      aria-label={unread > 0 ? `消息，${unread} 条未读` : "消息，没有未读"}
      className="relative flex size-11 items-center justify-center rounded-md text-slate-700 hover:bg-slate-100 md:size-9"
    >
      <Bell aria-hidden className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden
          className="bg-danger absolute top-0.5 right-0 min-w-4.5 rounded-full px-1 text-center text-[0.6875rem] leading-4.5 font-medium text-white tabular-nums"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </AppLink>
  );
}

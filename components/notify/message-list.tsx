import { ArrowRight, Bell } from "lucide-react";

import { Badge } from "#components/ui/badge.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { ListedMessage } from "#lib/notify/index.ts";
import { messageKindLabel } from "#lib/notify/model.ts";
import { messageTone } from "./labels.ts";

type Props = Readonly<{
  messages: readonly ListedMessage[];
  /** What will appear here, for as long as nothing has. */
  whatComes: string;
}>;

/** The messages of an organisation; those that nobody has read stand out. */
export function MessageList({ messages, whatComes }: Props) {
  if (messages.length === 0) {
    return (
      <Card>
        <EmptyState title="还没有消息" icon={<Bell />}>
          {whatComes}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ul className="divide-y">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </Card>
  );
}

function Message({ message }: { readonly message: ListedMessage }) {
  const { kind, subject, body, href, at, readAt } = message;
  const unread = readAt === null;
  return (
    <li className={cn("px-4 py-3.5 sm:px-5", unread && "bg-ink-50/60")}>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge tone={messageTone(kind)}>{messageKindLabel(kind)}</Badge>
        <h2 className={cn("min-w-0 text-sm", unread ? "font-semibold" : "font-medium")}>
          {subject}
        </h2>
        {unread && (
          <Badge tone="danger" dot>
            未读
          </Badge>
        )}
        <time
          dateTime={at.toISOString()}
          className="text-muted-foreground ml-auto text-xs tabular-nums"
        >
          {timeText(at)}
        </time>
      </div>
      <p className="mt-1.5 text-sm text-pretty text-slate-700">{body}</p>
      {href !== null && (
        <p className="mt-1.5">
          <TextLink href={href} className="inline-flex items-center gap-1 text-sm">
            前往查看
            <ArrowRight aria-hidden className="size-3.5" />
          </TextLink>
        </p>
      )}
    </li>
  );
}

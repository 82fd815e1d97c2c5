import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { timeText } from "#lib/kernel/calendar.ts";

type Event<Kind extends string> = Readonly<{
  number: number;
  kind: Kind;
  at: Date;
  by: string | null;
  note: string | null;
}>;
type Props<Kind extends string> = Readonly<{
  events: readonly Event<Kind>[];
  labels: Readonly<Record<Kind, string>>;
  /** Steps that led back. */
  failed?: readonly Kind[];
  description: string;
}>;

/** Who did what to a document, and when; nothing for one that has no record, such as a built-in example. */
export function RecordCard<Kind extends string>({
  events,
  labels,
  failed = [],
  description,
}: Props<Kind>) {
  if (events.length === 0) return null;
  return (
    <Card>
      <CardHeader title="办理记录" description={description} />
      <CardBody>
        <Timeline
          items={events.map(({ number, kind, at, by, note }) => ({
            key: String(number),
            title: labels[kind],
            state: failed.includes(kind) ? "failed" : "done",
            time: timeText(at),
            actor: by ?? "—",
            ...(note === null ? {} : { detail: note }),
          }))}
        />
      </CardBody>
    </Card>
  );
}

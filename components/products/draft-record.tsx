import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { DraftRead } from "#lib/products/index.ts";
import { draftEventLabels } from "#lib/products/model.ts";

/** Who did what with a draft, the last first. */
export function DraftRecord({ events }: { readonly events: DraftRead["events"] }) {
  return (
    <Card>
      <CardHeader title="办理记录" />
      <CardBody>
        <Timeline
          items={events.toReversed().map(({ number, kind, by, note, at }) => ({
            key: String(number),
            title: draftEventLabels[kind],
            state: kind === "send_back" || kind === "refuse" ? "failed" : "done",
            time: timeText(at),
            ...(by ? { actor: by } : {}),
            ...(note ? { detail: note } : {}),
          }))}
        />
      </CardBody>
    </Card>
  );
}

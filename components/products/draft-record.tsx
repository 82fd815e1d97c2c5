import { RecordCard } from "#components/approval/record-card.tsx";
import type { DraftRead } from "#lib/products/index.ts";
import { draftEventLabels } from "#lib/products/model.ts";

/** Who did what with a draft, the last first. */
export const DraftRecord = ({ events }: { readonly events: DraftRead["events"] }) => (
  <RecordCard
    events={events.toReversed()}
    labels={draftEventLabels}
    failed={["send_back", "refuse"]}
    description="起草、复核与发布各由不同的人完成，记录不能更改。"
  />
);

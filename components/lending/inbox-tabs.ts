import type { TabItem } from "#components/ui/tab-links.tsx";
import {
  applicationStates,
  stateLabels,
  type ApplicationState,
  type InboxFilter,
} from "#lib/lending/model.ts";

type Counts = Readonly<Record<ApplicationState, number>>;

/** How many applications the institution has ever received: it only grows, so growth means new ones. */
export const received = (counts: Counts): number =>
  applicationStates.reduce((sum, state) => sum + counts[state], 0);

/** The filter stands in the address, so that a view can be kept or sent to a colleague. */
export function inboxHref(filter: InboxFilter, after?: string): string {
  const query = new URLSearchParams();
  if (filter !== "open") query.set("state", filter);
  if (after) query.set("after", after);
  const text = query.toString();
  return text ? `/institution?${text}` : "/institution";
}

export const inboxTabs = (counts: Counts): readonly TabItem[] => [
  {
    href: inboxHref("open"),
    label: "待办",
    count: counts.submitted + counts.accepted + counts.granted + counts.contracted,
  },
  ...applicationStates.map((state) => ({
    href: inboxHref(state),
    label: stateLabels[state],
    count: counts[state],
  })),
  { href: inboxHref("all"), label: "全部", count: received(counts) },
];

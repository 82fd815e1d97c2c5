import { received } from "#components/lending/inbox-tabs.ts";
import { inbox } from "#lib/lending/index.ts";
import { perform } from "#lib/web/perform.ts";

const statuses = {
  unauthenticated: 401,
  forbidden: 403,
  invalid: 400,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
} as const;

/** How many applications the officer's institution has received; asked again and again by an open inbox. */
export async function GET(): Promise<Response> {
  const performed = await perform(inbox, {});
  return performed.ok
    ? Response.json({ received: received(performed.result.counts) })
    : Response.json({ message: performed.message }, { status: statuses[performed.kind] });
}

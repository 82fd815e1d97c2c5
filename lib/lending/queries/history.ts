import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { applicationEventTable as events } from "#db/schema/lending.ts";
import type { Role } from "../../access/model.ts";
import { bpsText, wanText } from "../../kernel/money.ts";
import { guaranteeLabels, repaymentLabels } from "../../kernel/lending-terms.ts";
import { moverOf } from "../lifecycle.ts";
import {
  eventLabels,
  rejectionCodes,
  type EventPayload,
  type GrantTerms,
  type RejectionCode,
} from "../model.ts";

export type Event = Awaited<ReturnType<typeof historyOf>>[number];

/** Everything that happened to an application, the first step first. */
export const historyOf = (db: Db, applicationId: string) =>
  db
    .select({
      seq: events.seq,
      kind: events.kind,
      state: events.state,
      at: events.at,
      actorName: accounts.displayName,
      payload: events.payload,
    })
    .from(events)
    .leftJoin(accounts, eq(accounts.id, events.actorId))
    .where(eq(events.applicationId, applicationId))
    .orderBy(asc(events.seq));

/** A step of the time line, in words for either side. */
export type Step = Readonly<{
  seq: number;
  kind: Event["kind"];
  label: string;
  at: Date;
  /** The person; for the other side the institution or enterprise speaks, and this is null. */
  by: string | null;
  detail: string | null;
}>;

/** An officer knows the contact at the enterprise; an enterprise deals with an institution, not a person. */
const namedTo = (reader: Role, { kind }: Event) =>
  reader === "loan_officer" || moverOf[kind] === reader;

export const stepOf = (event: Event, reader: Role): Step => ({
  seq: event.seq,
  kind: event.kind,
  label: eventLabels[event.kind],
  at: event.at,
  by: namedTo(reader, event) ? event.actorName : null,
  detail: detailOf(event.payload),
});

const wan = (amountFen: number) => `${wanText(amountFen)} 万元`;

function detailOf(payload: EventPayload): string | null {
  switch (payload.kind) {
    case "submit":
    case "accept":
      return null;
    case "approve":
      return `授信 ${wan(payload.amountFen)}，年利率 ${bpsText(payload.rateBps)}，期限 ${payload.termMonths} 个月`;
    case "reject":
      return payload.codes.map((code) => rejectionCodes[code].label).join("、");
    case "sign_contract":
      return `合同 ${payload.contractNumber}，${payload.signedOn} 签订，${guaranteeLabels[payload.guaranteeKind]}，${repaymentLabels[payload.repaymentKind]}`;
    case "disburse":
      return `${payload.disbursedOn} 放款 ${wan(payload.amountFen)}`;
    case "settle":
      return `${payload.settledOn} 结清${payload.overdue ? "，期间发生过逾期" : ""}`;
    case "withdraw":
    case "close":
      return payload.reason;
  }
}

/** The payload of the step of one kind; null when it has not happened. */
export function payloadIn<Kind extends EventPayload["kind"]>(
  history: readonly Event[],
  kind: Kind,
): Extract<EventPayload, { kind: Kind }> | null {
  for (const { payload } of history) {
    // The comparison narrows the value, though not the type, to the kind.
    if (payload.kind === kind) return payload as Extract<EventPayload, { kind: Kind }>;
  }
  return null;
}

export type RejectionReason = Readonly<{
  code: RejectionCode;
  label: string;
  fixable: boolean;
  remedy: string;
}>;

export type Decision =
  | (Readonly<{ verdict: "granted"; note: string | null }> & GrantTerms)
  | Readonly<{
      verdict: "rejected";
      reasons: readonly RejectionReason[];
      note: string | null;
    }>;

/** What the institution decided, with each reason's way out; null before it did. */
export function decisionIn(history: readonly Event[]): Decision | null {
  const grant = payloadIn(history, "approve");
  if (grant) {
    const { amountFen, rateBps, termMonths, note } = grant;
    return { verdict: "granted", amountFen, rateBps, termMonths, note };
  }
  const rejection = payloadIn(history, "reject");
  if (!rejection) return null;
  const reasons = rejection.codes.map((code) => ({ code, ...rejectionCodes[code] }));
  return { verdict: "rejected", reasons, note: rejection.note };
}

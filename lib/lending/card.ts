import type { Db } from "#db/client.ts";
import { dayOf } from "../kernel/calendar.ts";
import { cardsInForce } from "../scoring/index.ts";

/**
 * What an institution's applications are scored with now: the card that decisions rest on, and the
 * challengers that run beside it.
 */
export const cardsFor = (db: Db, institutionId: string, now: Date) =>
  cardsInForce(db, institutionId, dayOf(now));

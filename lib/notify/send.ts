import type { Db } from "#db/client.ts";
import { messages } from "#db/schema/notify.ts";
import { newId } from "../kernel/ids.ts";
import type { MessageKind } from "./model.ts";

export type Message = Readonly<{
  /** Whom it is for: `enterprise:<uscc>`, `institution:<id>`, … */
  organisation: string;
  kind: MessageKind;
  subject: string;
  body: string;
  /** Where to go, within the portal of whom it is for. */
  href: string | null;
  /** The same event tells an organisation once, however often it is told of. */
  onceKey: string;
  now: Date;
}>;

/** Leaves a message in the transaction of what it tells of. */
export const notify = (db: Db, message: Message): Promise<void> => notifyAll(db, [message]);

const PORTION = 1000;

/** The same for many at once. */
export async function notifyAll(db: Db, given: readonly Message[]): Promise<void> {
  for (let from = 0; from < given.length; from += PORTION) {
    const rows = given.slice(from, from + PORTION).map(({ now, ...message }) => ({
      ...message,
      id: newId(now.getTime()),
      at: now,
    }));
    // No target: the writers may insert here and not read.
    await db.insert(messages).values(rows).onConflictDoNothing();
  }
}

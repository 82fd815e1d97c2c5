import type { Sql } from "#db/client.ts";
import { keepWorking } from "./keep-working.ts";

type Options = Readonly<{
  /** What NOTIFY tells of new work; without it the next look after the pause finds it. */
  channel: string;
  pauseMs: number;
  /** One piece of work; whether there may be more. */
  work: () => Promise<boolean>;
  onFault: (error: unknown) => void;
}>;

/** Works until the signal: at once when the database tells of something, and after each pause anyway. */
export async function workOnNotice(
  sql: Sql,
  signal: AbortSignal,
  { channel, pauseMs, work, onFault }: Options,
): Promise<void> {
  const kept = keepWorking(work, { pauseMs, onFault });
  try {
    const { unlisten } = await sql.listen(channel, kept.wake);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await unlisten();
  } finally {
    await kept.stop();
  }
}

import { constants } from "node:os";
import { StartRefused } from "#db/start-refused.ts";

type Stop = () => Promise<void> | void;

/** From the first line of a command to its last: what it starts is stopped in the opposite order. */
export type Lifetime = Readonly<{
  /** Aborted when the end begins; nothing may be started after that. */
  signal: AbortSignal;
  /** What the end has to do. Say it before starting the thing. Returns how to take it back. */
  onEnd: (stop: Stop) => () => void;
  /** Stops everything and leaves the process. A second call waits for the first. */
  end: (code: number) => Promise<never>;
}>;

type Options = Readonly<{
  /** The exit code after a signal; the shells' 128 + n unless told otherwise. */
  signalled?: number;
  onSignal?: () => void;
}>;

/** Runs a command from its first line to its last, and leaves the process with the code it returns. */
export async function live(
  work: (lifetime: Lifetime) => Promise<number>,
  options: Options = {},
): Promise<never> {
  const lifetime = beginLifetime(options);
  const code = await work(lifetime).catch((error: unknown) => {
    // What fails because the end has begun is no news.
    if (!lifetime.signal.aborted) report(error);
    return 1;
  });
  return lifetime.end(code);
}

const report = (error: unknown) =>
  console.error(error instanceof StartRefused ? error.message : error);

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Begins before anything is started, so that no signal finds a command unprepared. Errors that nobody
 * caught end it in the same order.
 */
function beginLifetime(options: Options): Lifetime {
  const ending = new AbortController();
  const stops: Stop[] = [];
  let last: Promise<never> | undefined;

  const end = (code: number) => (last ??= finish(code));
  async function finish(code: number): Promise<never> {
    ending.abort(new Error("This command is ending."));
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        console.error(error);
      }
    }
    // A progress bar that was cut short leaves a terminal without cursor and line breaks.
    if (process.stderr.isTTY) process.stderr.write("\x1b[?25h\x1b[?7h");
    process.exit(code);
  }

  for (const name of signals)
    process.on(name, () => {
      if (!last) options.onSignal?.();
      void end(options.signalled ?? 128 + constants.signals[name]);
    });
  process.on("uncaughtException", (error) => {
    if (!last) report(error);
    void end(1);
  });
  // A closed terminal takes the output with it; the end must not stumble over its last words.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

  return {
    signal: ending.signal,
    onEnd: (stop) => {
      stops.push(stop);
      return () => void (stops.includes(stop) && stops.splice(stops.indexOf(stop), 1));
    },
    end,
  };
}

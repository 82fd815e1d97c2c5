export type KeptWork = Readonly<{
  /** Looks for work now rather than at the end of the pause. */
  wake: () => void;
  /** Ends after the piece of work that is under way. */
  stop: () => Promise<void>;
}>;

type Options = Readonly<{
  /** How long to rest when there was nothing to do, or when it failed. */
  pauseMs: number;
  onFault: (error: unknown) => void;
}>;

/**
 * Works for as long as there is something to do, then looks again after a pause or when it is woken.
 * A piece of work that fails ends nothing: it is reported, and tried again after the pause.
 */
export function keepWorking(work: () => Promise<boolean>, { pauseMs, onFault }: Options): KeptWork {
  let stopping = false;
  let woken = false;
  let rouse = () => undefined as void;
  const pause = () =>
    new Promise<void>((resolve) => {
      if (woken || stopping) return resolve();
      const timer = setTimeout(resolve, pauseMs);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async () => {
    while (!stopping) {
      woken = false;
      const worked = await work().catch((error: unknown) => {
        onFault(error);
        return false;
      });
      if (!worked) await pause();
    }
  };
  const ended = loop();
  return {
    wake: () => {
      woken = true;
      rouse();
    },
    stop: () => {
      stopping = true;
      rouse();
      return ended;
    },
  };
}

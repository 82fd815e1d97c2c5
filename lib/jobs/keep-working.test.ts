import { expect, test, vi } from "vitest";
import { keepWorking } from "./keep-working.ts";

const onFault = vi.fn();
const until = (check: () => void) => vi.waitFor(check, { timeout: 2000, interval: 2 });

test("works until there is nothing left, then waits to be woken", async () => {
  let left = 3;
  let looks = 0;
  const kept = keepWorking(
    async () => {
      looks++;
      return left-- > 0;
    },
    { pauseMs: 60_000, onFault },
  );
  await until(() => expect(looks).toBe(4));
  left = 1;
  kept.wake();
  await until(() => expect(looks).toBe(6));
  await kept.stop();
});

test("a call that comes while it works is not lost", async () => {
  let looks = 0;
  let finish = () => undefined as void;
  const kept = keepWorking(
    () => {
      looks++;
      return new Promise<boolean>((resolve) => (finish = () => resolve(false)));
    },
    { pauseMs: 60_000, onFault },
  );
  await until(() => expect(looks).toBe(1));
  kept.wake();
  finish();
  await until(() => expect(looks).toBe(2));
  finish();
  await kept.stop();
});

test("a failure is reported, and the work goes on after the pause", async () => {
  let looks = 0;
  const kept = keepWorking(
    async () => {
      if (++looks === 1) throw new Error("no connection");
      return false;
    },
    { pauseMs: 5, onFault },
  );
  await until(() => expect(looks).toBeGreaterThan(2));
  expect(onFault).toHaveBeenCalledOnce();
  await kept.stop();
});

test("stop waits for the piece of work that is under way, and nothing follows", async () => {
  let looks = 0;
  let finish = () => undefined as void;
  const kept = keepWorking(
    () => {
      looks++;
      return new Promise<boolean>((resolve) => (finish = () => resolve(true)));
    },
    { pauseMs: 1, onFault },
  );
  await until(() => expect(looks).toBe(1));
  const stopped = vi.fn();
  const stopping = kept.stop().then(stopped);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stopped).not.toHaveBeenCalled();
  finish();
  await stopping;
  expect(looks).toBe(1);
});

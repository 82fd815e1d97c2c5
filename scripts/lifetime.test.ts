import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePortAfter, portTrouble } from "./ports.ts";
import { requirePort } from "./web.ts";

const script = (body: string) => [
  "--input-type=module",
  "-e",
  `import { live } from ${JSON.stringify(join(import.meta.dirname, "lifetime.ts"))};
   import { setTimeout as delay } from "node:timers/promises";
   ${body}`,
];

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "at a %s everything is stopped in the opposite order, once",
  async (signal) => {
    const command = spawn(
      process.execPath,
      script(`await live(async (lifetime) => {
        lifetime.onEnd(() => console.log("database stopped"));
        lifetime.onEnd(async () => { await delay(100); console.log("web stopped"); });
        lifetime.onEnd(() => { throw new Error("this one fails"); });
        console.log("up");
        await delay(60_000);
        return 0;
      }, { signalled: 7 });`),
    );
    let said = "";
    command.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await once(command.stdout, "data");
    command.kill(signal);
    command.kill("SIGTERM");
    expect(await once(command, "exit")).toEqual([7, null]);
    expect(said).toBe("up\nweb stopped\ndatabase stopped\n");
  },
);

test("an error that nobody caught ends a command in order too", async () => {
  const command = spawn(
    process.execPath,
    script(`await live(async (lifetime) => {
      lifetime.onEnd(() => console.log("stopped"));
      setTimeout(() => { throw new Error("out of the blue"); }, 10);
      await delay(60_000);
      return 0;
    });`),
  );
  let said = "";
  command.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(command, "exit")).toEqual([1, null]);
  expect(said).toBe("stopped\n");
});

test("a port that another program holds on any address is refused, with another proposed", async () => {
  for (const host of ["127.0.0.1", "::"]) {
    const other = createServer().listen(0, host);
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    expect(await portTrouble(port)).toBe("taken");
    await expect(requirePort(port)).rejects.toThrow(
      new RegExp(
        `already listens on port ${port}\\. .*PORT=${await freePortAfter(port)} npm run demo`,
      ),
    );
    other.close();
    await once(other, "close");
    expect(await portTrouble(port)).toBeNull();
  }
});

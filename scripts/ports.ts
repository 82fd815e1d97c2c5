import { connect, createServer } from "node:net";

/** Whether a server could listen on a port now. A listener on one address alone also takes it. */
export async function portTrouble(port: number): Promise<"taken" | "forbidden" | null> {
  if (await answers(port)) return "taken";
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "EADDRINUSE") resolve("taken");
      else if (code === "EACCES") resolve("forbidden");
      else reject(new Error(message));
    });
    probe.listen(port, () => probe.close(() => resolve(null)));
  });
}

/** The next port after this one on which nobody listens, to be proposed. */
export async function freePortAfter(port: number): Promise<number> {
  for (let other = Math.max(port + 1, 1024); other <= 65_535; other++)
    if ((await portTrouble(other)) === null) return other;
  throw new Error("No port is free.");
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect({ port, host: "localhost" });
    line.once("connect", () => resolve(true));
    line.once("error", () => resolve(false));
    line.once("close", () => resolve(false));
    line.setTimeout(1_000, () => line.destroy());
    line.once("connect", () => line.destroy());
  });
}

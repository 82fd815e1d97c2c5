import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { signerOf } from "#lib/kernel/signing.ts";
import { loadSecrets, root } from "./home.ts";

export type RunningSandbox = Readonly<{
  url: string;
  /** For the worker's setting PULL_SOURCES (lib/intake/pull/sources.ts). */
  sources: string;
  stop: () => Promise<void>;
}>;

type Options = Readonly<{
  /** Public keys of the platform, SPKI in base64: whose questions and licences departments believe. */
  platformKeys: readonly string[];
  /** 0: any that is free. */
  port?: number;
}>;

/** Starts the sandbox of the departments as a process of its own, and waits until it listens. */
export async function startSandbox({ platformKeys, port = 0 }: Options): Promise<RunningSandbox> {
  const child = spawn(process.execPath, [join(root, "sandbox", "department", "main.ts")], {
    // It ends with the pipe, and so with this process however that ends.
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PLATFORM_KEYS: platformKeys.join(","),
      SANDBOX_PORT: String(port),
    },
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const said = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once("line", resolve)),
    ended.then(() => {
      throw new Error("The sandbox of the departments did not start.");
    }),
  ]);
  const { url, sources } = JSON.parse(said) as { url: string; sources: unknown }; // Its own first line.
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, sources: JSON.stringify(sources), stop };
}

// By hand: `node scripts/sandbox.ts [port]`.
if (import.meta.main) {
  const { publicKey } = signerOf(loadSecrets().signingKey);
  const sandbox = await startSandbox({
    platformKeys: [publicKey.spki],
    port: Number(process.argv[2] ?? 3900),
  });
  console.log(`The departments answer at ${sandbox.url}/<department>/query; Ctrl-C stops them.`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { join } from "node:path";
import { openDatabase } from "./database.ts";
import { loadSecrets, root } from "./home.ts";
import { live, type Lifetime } from "./lifetime.ts";

// Runs one of the data commands against the installation's database, started for it if need be.
const [command = "", ...rest] = process.argv.slice(2);
await live(async (lifetime) => {
  const secrets = loadSecrets();
  const { ownerUrl, intakeUrl } = await openDatabase(secrets, lifetime);
  if (command === "migrate") {
    console.log("The database is up to date.");
    return 0;
  }
  const settings = {
    // What takes records in has no more rights than that.
    DATABASE_URL: command === "import" ? intakeUrl : ownerUrl,
    SIGNING_KEY: secrets.signingKey,
    PERSONAL_DATA_KEYS: secrets.personalDataKeys,
  };
  return run(lifetime, join(root, "scripts", `${command}.ts`), settings);
});

/** Waits for the command also when a signal ends both: the database goes down after it, not under it. */
async function run(
  lifetime: Lifetime,
  script: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  lifetime.signal.throwIfAborted();
  // In this command's own group, so that it may read from the terminal.
  const child = spawn(process.execPath, [script, ...rest], {
    stdio: "inherit",
    env: { ...process.env, ...settings },
  });
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>; // What `exit` tells.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  lifetime.onEnd(async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(kill, 10_000);
    await ended;
    clearTimeout(patience);
  });
  const [code, signal] = await ended;
  return code ?? 128 + constants.signals[signal ?? "SIGTERM"];
}

import { spawn } from "node:child_process";
import { join } from "node:path";
import { loadSecrets, openDatabase, root } from "./home.ts";

// Runs one of the data commands against the installation's database, started for it if need be.
const [command = "", ...rest] = process.argv.slice(2);
const secrets = loadSecrets();
const database = await openDatabase(secrets);
let code = 0;
try {
  if (command === "migrate") console.log("The database is up to date.");
  else code = await run(join(root, "scripts", `${command}.ts`), rest, database.ownerUrl);
} finally {
  await database.stop();
}
process.exit(code);

function run(script: string, args: string[], url: string): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: url, SIGNING_KEY: secrets.signingKey },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1)));
}

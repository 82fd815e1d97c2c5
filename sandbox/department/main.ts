import { publicKeyOf } from "#lib/kernel/signing.ts";
import { startDepartments } from "./server.ts";

// The process that scripts/sandbox.ts starts. It says where it is in one line, and lives until it is told.
const platformKeys = (process.env.PLATFORM_KEYS ?? "").split(",").filter(Boolean).map(publicKeyOf);
const port = Number(process.env.SANDBOX_PORT ?? 0);
const sandbox = await startDepartments({ port, platformKeys });
console.log(JSON.stringify({ url: sandbox.url, sources: sandbox.sources }));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
// The one that started it is gone: nobody is left to ask.
process.stdin.on("end", () => process.exit(0)).resume();

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { connect as dial, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#db/client.ts";
import { loadFoundations } from "#db/foundations.ts";
import { migrateDatabase, urlAs } from "#db/migrate.ts";
import { startServer } from "#db/server.ts";
import { defaultWorld, fillWorld } from "#db/world/fill.ts";
import { documentSigner } from "#lib/consent/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { newSecrets, webSettings } from "../scripts/home.ts";
import { buildOnce, startWeb } from "../scripts/web.ts";
import { controlPort, stagePort } from "./stage-ports.ts";

// The stage of the journeys: a real PostgreSQL with a small province, the built application as its
// own role, and between them a wire that a test may cut.
const secrets = newSecrets();
const folder = mkdtempSync(join(tmpdir(), "xinqiao-stage-"));
chmodSync(folder, 0o755);
const server = await startServer({
  dataDirectory: join(folder, "data"),
  password: secrets.ownerPassword,
  disposable: true,
});
await migrateDatabase(server.url, { web: secrets.webPassword, intake: secrets.intakePassword });
const owner = connect(server.url, { max: 4 });
await loadFoundations(owner);
const now = new Date();
await fillWorld(owner, {
  ...defaultWorld,
  enterprises: 150,
  applications: 200,
  today: dayOf(now),
  now,
  sign: documentSigner(secrets.signingKey).sign,
});
await owner.end();
await buildOnce();

const wire = await startWire(server.port);
const webUrl = new URL(urlAs(server.url, "xinqiao_web", secrets.webPassword));
webUrl.port = String(wire.port);
const web = await startWeb(webSettings(secrets, webUrl.toString(), stagePort), stagePort);

const control = createHttpServer((request, response) => {
  if (request.url === "/cut") wire.cut();
  if (request.url === "/mend") wire.mend();
  response.end();
}).listen(controlPort, "127.0.0.1");

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void strike());

async function strike() {
  control.close();
  await web.stop();
  wire.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

/** A TCP relay to the database: while it is cut, open connections drop and new ones are refused at once. */
async function startWire(target: number) {
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = dial(target, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  const address = relay.address();
  if (!address || typeof address !== "object") throw new Error("the wire has no port");
  return {
    port: address.port,
    cut: () => {
      whole = false;
      for (const socket of open) socket.destroy();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      relay.close();
      for (const socket of open) socket.destroy();
    },
  };
}

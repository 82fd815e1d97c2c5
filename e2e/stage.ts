import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { connect as dial, createServer, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#db/client.ts";
import { startDisposable } from "#db/disposable.ts";
import { loadFoundations } from "#db/foundations.ts";
import { migrateDatabase, urlAs } from "#db/migrate.ts";
import { defaultWorld, fillWorld } from "#db/world/fill.ts";
import { keyRing } from "#lib/kernel/seal.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { stopOrphans } from "../scripts/children.ts";
import { newSecrets, webSettings, type Secrets } from "../scripts/home.ts";
import { live, type Lifetime } from "../scripts/lifetime.ts";
import { startSandbox } from "../scripts/sandbox.ts";
import { buildOnce, requirePort, startWeb } from "../scripts/web.ts";
import { startWorker } from "../scripts/worker.ts";
import type { Backstage } from "./backstage.ts";
import { controlPort, stagePort } from "./stage-ports.ts";

// The stage of the journeys: a real PostgreSQL with a small province, the built application as its
// own role, between them a wire that a test may cut, the worker, and the departments' sandbox.
await live(play, { signalled: 0 });

async function play(lifetime: Lifetime): Promise<number> {
  await stopOrphans();
  for (const port of [stagePort, controlPort]) await requirePort(port, "npm run e2e");
  const secrets = newSecrets();
  const server = await startDisposable(secrets.ownerPassword, lifetime.onEnd);
  lifetime.signal.throwIfAborted();
  await fill(server.url, secrets);
  await buildOnce(lifetime);

  const wire = await startWire(server.port);
  lifetime.onEnd(wire.close);
  const webUrl = new URL(urlAs(server.url, "xinqiao_web", secrets.webPassword));
  webUrl.port = String(wire.port);
  const web = await startWeb(
    webSettings(secrets, webUrl.toString(), stagePort),
    stagePort,
    lifetime,
  );
  const sandbox = await startSandbox({
    platformKeys: [signerOf(secrets.signingKey).publicKey.spki],
  });
  lifetime.onEnd(sandbox.stop);
  await startWorker(
    {
      databaseUrl: urlAs(server.url, "xinqiao_worker", secrets.workerPassword),
      signingKey: secrets.signingKey,
      checkpointFile: checkpointFile(lifetime),
      pullSources: sandbox.sources,
    },
    lifetime,
  );
  const { sessionSecret, signingKey, personalDataKeys } = secrets;
  const backstage: Backstage = {
    ownerUrl: server.url,
    sessionSecret,
    signingKey,
    personalDataKeys,
    sandboxUrl: sandbox.url,
  };
  const control = createHttpServer((request, response) => {
    if (request.url === "/cut") wire.cut();
    if (request.url === "/mend") wire.mend();
    // Keys of this stage alone, to this machine alone; both are gone with the run.
    response.end(request.url === "/backstage" ? JSON.stringify(backstage) : undefined);
  }).listen(controlPort, "127.0.0.1");
  await once(control, "listening");
  lifetime.onEnd(() => void control.close());
  await web.ended;
  return 1;
}

/** The worker's signed heads of the log, for as long as the stage stands. */
function checkpointFile(lifetime: Lifetime): string {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-stage-"));
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "checkpoints.jsonl");
}

async function fill(url: string, secrets: Secrets) {
  await migrateDatabase(url, {
    web: secrets.webPassword,
    intake: secrets.intakePassword,
    worker: secrets.workerPassword,
  });
  const owner = connect(url, { max: 4 });
  await loadFoundations(owner);
  const now = new Date();
  await fillWorld(owner, {
    ...defaultWorld,
    enterprises: 150,
    applications: 200,
    today: dayOf(now),
    now,
    sign: signerOf(secrets.signingKey).sign,
    seal: keyRing(secrets.personalDataKeys).seal,
  });
  await owner.end();
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

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { departmentList } from "#lib/registry/departments.ts";
import { QUERY_PATH } from "#lib/intake/pull/protocol.ts";
import { signerOf, type PublicKey, type Signer } from "#lib/kernel/signing.ts";
import { answer, type Department } from "./answer.ts";
import { Knobs, wellBehaved } from "./knobs.ts";

export type Sandbox = Readonly<{
  url: string;
  /** The setting by which the platform finds the departments and checks their answers. */
  sources: Readonly<Record<string, Readonly<{ url: string; publicKey: string }>>>;
  turn: (departmentId: string, knobs: Partial<Knobs>) => void;
  /** How many questions a department has had, answered or not. */
  asked: (departmentId: string) => number;
  stop: () => Promise<void>;
}>;

type Options = Readonly<{ port?: number; platformKeys: readonly PublicKey[] }>;

/**
 * The query interfaces of all departments behind one port, `/<department>/query`, each with a key of its
 * own, every fifth SM2 and the others Ed25519 (an SM2 key takes a while to prepare). `POST /<department>/knobs?failTimes=2` makes one misbehave.
 */
export async function startDepartments({ port = 0, platformKeys }: Options): Promise<Sandbox> {
  const departments = new Map(
    departmentList.map(({ id }, place): [string, Department] => [
      id,
      { id, signer: newSigner(place % 5 === 2), platformKeys },
    ]),
  );
  const knobs = new Map<string, Knobs>();
  const asked = new Map<string, number>();

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://sandbox.invalid");
    const [, id = "", rest = ""] = /^\/([a-z_]+)(\/.*)$/.exec(url.pathname) ?? [];
    const department = departments.get(id);
    if (request.method === "GET" && url.pathname === "/health") return void response.end("up");
    if (!department || request.method !== "POST") return void response.writeHead(404).end();
    if (rest === "/knobs") {
      const given = Knobs.safeParse(Object.fromEntries(url.searchParams));
      if (!given.success) return void response.writeHead(400).end(given.error.message);
      knobs.set(id, given.data);
      return void response.end(`${JSON.stringify(given.data)}\n`);
    }
    if (rest !== QUERY_PATH) return void response.writeHead(404).end();

    asked.set(id, (asked.get(id) ?? 0) + 1);
    const turned = knobs.get(id) ?? wellBehaved;
    if (turned.stop) return void request.socket.destroy();
    const body = await bodyOf(request);
    if (turned.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, turned.delayMs));
    if (turned.failTimes > 0) {
      knobs.set(id, { ...turned, failTimes: turned.failTimes - 1 });
      return void response.writeHead(503).end();
    }
    const path = url.pathname + url.search;
    const given = answer(department, { path, headers: request.headers, body }, turned, new Date());
    response.writeHead(given.status, given.headers).end(given.body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      // A sender that went away, mostly because this department is told to be slow.
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const url = `http://127.0.0.1:${bound}`;
  return {
    url,
    sources: Object.fromEntries(
      [...departments.values()].map(({ id, signer }) => [
        id,
        { url: `${url}/${id}`, publicKey: signer.publicKey.spki },
      ]),
    ),
    turn: (id, given) => knobs.set(id, { ...wellBehaved, ...given }),
    asked: (id) => asked.get(id) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function newSigner(sm2: boolean): Signer {
  const { privateKey } = sm2
    ? generateKeyPairSync("ec", { namedCurve: "SM2" })
    : generateKeyPairSync("ed25519");
  return signerOf(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const portions: Buffer[] = [];
  for await (const portion of request) portions.push(portion as Buffer); // Without an encoding it yields nothing else.
  return Buffer.concat(portions);
}

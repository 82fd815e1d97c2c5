import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createPrivateKey } from "node:crypto";
import { signerOf } from "#lib/kernel/signing.ts";
import { get, getToken, pushPath, signedPost, type PlatformClient } from "./platform-client.ts";

// A department's program: pushes one file and waits for what becomes of it.
//   node sandbox/department/push.ts --url http://localhost:3000 --client xq_… --key key.pem --item vat_declaration file.csv
// The secret comes from XINQIAO_SECRET, so that it stands in no list of processes.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string", default: "http://localhost:3000" },
    client: { type: "string" },
    key: { type: "string" },
    item: { type: "string" },
    "idempotency-key": { type: "string" },
  },
});
const [file] = positionals;
const secret = process.env.XINQIAO_SECRET;
if (!values.client || !values.key || !values.item || !file || !secret) {
  console.error(
    "XINQIAO_SECRET=… node sandbox/department/push.ts --client <id> --key <private key, PEM> --item <item> <file>",
  );
  process.exit(2);
}

const pem = createPrivateKey(readFileSync(values.key));
const der = pem.export({ format: "der", type: "pkcs8" });
const client: PlatformClient = {
  url: values.url,
  clientId: values.client,
  secret,
  signer: signerOf(der.toString("base64")),
};
const token = await getToken(client);
const sent = await signedPost(client, {
  token,
  path: pushPath(values.item),
  body: readFileSync(file),
  contentType: "application/octet-stream",
  ...(values["idempotency-key"] ? { key: values["idempotency-key"] } : {}),
});
console.log(`${basename(file)}: ${sent.status} ${await sent.clone().text()}`);
if (sent.status !== 202) process.exit(1);

const path = sent.headers.get("location") ?? "";
for (;;) {
  const view = (await (await get(client, token, path)).json()) as {
    status: string;
    progress: number;
    failure: string | null;
    batch: Record<string, number> | null;
  }; // As lib/web/api/batches.ts writes it.
  if (view.status === "landed" || view.status === "failed") {
    console.log(view.failure ?? JSON.stringify(view.batch));
    process.exit(view.status === "landed" ? 0 : 1);
  }
  console.log(`${view.status} ${view.progress}`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

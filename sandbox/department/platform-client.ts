import { randomUUID } from "node:crypto";
import { canonicalRequest } from "#lib/kernel/signed-request.ts";
import type { Signer } from "#lib/kernel/signing.ts";

/** What a program of a department or an institution needs to speak to the platform (docs/api.md). */
export type PlatformClient = Readonly<{
  /** `https://host`, without a path. */
  url: string;
  clientId: string;
  secret: string;
  signer: Signer;
  fetch?: (request: Request) => Promise<Response>;
}>;

export async function getToken(client: PlatformClient): Promise<string> {
  const basic = Buffer.from(`${client.clientId}:${client.secret}`).toString("base64");
  const response = await send(
    client,
    new Request(`${client.url}/api/v1/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${basic}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }),
  );
  if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);
  const { access_token: token } = (await response.json()) as { access_token: string }; // RFC 6749 §5.1.
  return token;
}

type Post = Readonly<{
  token: string;
  /** Path and query. */
  path: string;
  body: Uint8Array | string;
  contentType?: string;
  key?: string;
  at?: Date;
}>;

/** One request that changes something, signed over method, path, time, key and body. */
export function signedPost(client: PlatformClient, post: Post): Promise<Response> {
  const { token, path, body, contentType = "application/json", key = randomUUID() } = post;
  const timestamp = (post.at ?? new Date()).toISOString();
  const text = canonicalRequest({ method: "POST", path, timestamp, key, body });
  return send(
    client,
    new Request(client.url + path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": contentType,
        "x-timestamp": timestamp,
        "idempotency-key": key,
        "x-signature": client.signer.sign(text).value,
      },
      body: typeof body === "string" ? body : new Uint8Array(body),
    }),
  );
}

export const get = (client: PlatformClient, token: string, path: string): Promise<Response> =>
  send(
    client,
    new Request(client.url + path, { headers: { authorization: `Bearer ${token}` } }),
  );

export const pushPath = (item: string) => `/api/v1/intake/batches?item=${encodeURIComponent(item)}`;

const send = (client: PlatformClient, request: Request) => (client.fetch ?? fetch)(request);

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { encode } from "next-auth/jwt";
import { getToken, signedPost, type PlatformClient } from "#sandbox/department/platform-client.ts";
import type { Sql } from "#db/client.ts";
import { passwordMark } from "#lib/identity/passwords.ts";
import { sha256, signerOf } from "#lib/kernel/signing.ts";
import type { Ask, Situation } from "#lib/testing/refusals/index.ts";
import type { Sent } from "../actions.ts";
import { stagePort } from "../stage-ports.ts";

/**
 * The three ways in over HTTP, for people and programs that the table of refusals makes by the dozen:
 * the officer's page, the server action on it, and the open API.
 */

export const origin = `http://localhost:${stagePort}`;
export const cookieName = "next-auth.session-token";
export type Answer = Readonly<{ status: number; text: string }>;

const answerIn = async (response: Response): Promise<Answer> => ({
  status: response.status,
  text: await response.text(),
});

/** The cookie of somebody who signed in a moment ago, whatever became of the account since. */
export async function sessionOf(sql: Sql, secret: string, accountId: string): Promise<string> {
  const [account] = await sql<{ hash: string }[]>`
    select password_hash as hash from identity.account where id = ${accountId}`;
  return encode({
    secret,
    token: {
      sub: accountId,
      signedInAt: Date.now(),
      passwordMark: passwordMark(account?.hash ?? "nobody's"),
    },
  });
}

/** The page of an application's profile; what is asked beside the application stands in the address. */
export function profileAddress({ applicationId, ask }: Situation): string {
  const { authorisationId, uscc, stage, purposeCode, items, fromDay } = ask;
  const beside = new URLSearchParams({ authorisationId, uscc, stage, purposeCode });
  if (items) beside.set("items", items.join());
  if (fromDay) beside.set("fromDay", fromDay);
  return `${origin}/institution/applications/${applicationId}/profile?${beside}`;
}

export const openPage = async (address: string, session: string): Promise<Answer> =>
  answerIn(
    await fetch(address, { headers: { cookie: `${cookieName}=${session}` }, redirect: "manual" }),
  );

/** Sends what a browser sent to a server action, by another person at another page. */
export const replay = async (sent: Sent, address: string, session: string): Promise<Answer> =>
  answerIn(
    await fetch(address, {
      method: "POST",
      headers: { ...sent.headers, cookie: `${cookieName}=${session}` },
      body: new Uint8Array(sent.body),
      redirect: "manual",
    }),
  );

const secret = randomBytes(32).toString("base64url");
// Cheap to check: how slow a real hash is has tests of its own.
const secretHash = hash(secret, { memoryCost: 64, timeCost: 1, parallelism: 1 });
const signer = signerOf(
  generateKeyPairSync("ed25519")
    .privateKey.export({ format: "der", type: "pkcs8" })
    .toString("base64"),
);

type Program = Readonly<{ client: PlatformClient; token: string }>;

/**
 * A program with the account of one person of the table, let in by its credentials. Where nobody is let
 * in any more, with the token that it had before.
 */
export async function programOf(sql: Sql, accountId: string, signedOut: boolean): Promise<Program> {
  const clientId = `xq_${randomBytes(9).toString("hex")}`;
  const client: PlatformClient = { url: origin, clientId, secret, signer };
  const [account] = await sql`select id from identity.account where id = ${accountId}`;
  const before = randomBytes(32).toString("base64url");
  if (!account) return { client, token: before };
  await sql`
    insert into identity.api_client ${sql({
      id: clientId,
      name: "信贷系统",
      secret_hash: await secretHash,
      account_id: accountId,
      public_key: signer.publicKey.spki,
      algorithm: signer.publicKey.algorithm,
      scopes: ["credit.read"],
      created_at: new Date(),
    })}`;
  if (!signedOut) return { client, token: await getToken(client) };
  await sql`
    insert into identity.api_token (token_hash, client_id, expires_at)
    values (${sha256(before)}, ${clientId}, ${new Date(Date.now() + 600_000)})`;
  return { client, token: before };
}

/** A signed question to the open API. */
export async function askAsProgram({ client, token }: Program, ask: Ask): Promise<Answer> {
  const { authorisationId, uscc, stage, purposeCode, items, fromDay } = ask;
  const body = JSON.stringify({
    authorisationId,
    uscc,
    stage,
    purposeCode,
    purpose: "贷前审查 · 信贷系统",
    ...(items ? { items } : {}),
    ...(fromDay ? { fromDay } : {}),
  });
  return answerIn(await signedPost(client, { token, path: "/api/v1/credit/profile-reads", body }));
}

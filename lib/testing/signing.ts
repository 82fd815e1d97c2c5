import { hash } from "@node-rs/argon2";
import type { Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";

/** The second password of everybody whom `maySign` lets sign. */
export const SIGNING_PASSWORD = "Sign-2026";

// Cheap to check: how slow a real hash is has tests of its own.
const cheap = hash(SIGNING_PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });

/** Gives a person a second password. */
export async function maySign(sql: Sql, { accountId }: ActorOf<"enterprise">): Promise<void> {
  await sql`update identity.account set signing_password_hash = ${await cheap} where id = ${accountId}`;
}

type Read = Readonly<{ id: string; artefactHash: string }>;

/** The form of somebody who has read what was written out and confirms it. */
export const signingForm = ({ id, artefactHash }: Read, parts: Record<string, unknown> = {}) => ({
  authorisationId: id,
  artefactHash,
  agreed: "yes",
  signingPassword: SIGNING_PASSWORD,
  ...parts,
});

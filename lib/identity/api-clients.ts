import { randomBytes } from "node:crypto";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accounts, apiClients, apiTokens, memberships } from "#db/schema/identity.ts";
import { departments, institutions } from "#db/schema/registry.ts";
import { newId } from "../kernel/ids.ts";
import { someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { publicKeyOf, type PublicKey } from "../kernel/signing.ts";
import { command, query, type Call } from "../operation/index.ts";
import { scopesOf, type ApiScope } from "./model.ts";
import { hashPassword } from "./passwords.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `department:tax` or `institution:<id>`, as a form's one choice. */
const Organisation = z
  .string({ error: "请选择所属机构。" })
  .transform((text) => ({
    kind: text.slice(0, text.indexOf(":")),
    id: text.slice(text.indexOf(":") + 1),
  }))
  .pipe(
    z.discriminatedUnion(
      "kind",
      [
        z.object({ kind: z.literal("department"), id: z.string().regex(/^[a-z_]{1,60}$/) }),
        z.object({ kind: z.literal("institution"), id: z.string().regex(UUID) }),
      ],
      { error: "请选择所属机构。" },
    ),
  );
type Organisation = z.output<typeof Organisation>;

const PublicKeyText = z
  .string({ error: "请填写公钥。" })
  .trim()
  .min(1, { error: "请填写公钥。" })
  .max(4000, { error: "公钥过长，请核对是否贴入了其他内容。" })
  .refine((text) => !text.includes("PRIVATE KEY"), {
    error: "这是私钥。请勿提交私钥，请改为公钥，并更换这对密钥。",
    abort: true,
  })
  .transform((text, context): PublicKey => {
    const key = readKey(text);
    if (key) return key;
    context.addIssue("不是 SM2 或 Ed25519 公钥，请贴入 SPKI 格式（PEM 或 Base64）。");
    return z.NEVER;
  });

function readKey(text: string): PublicKey | null {
  try {
    return publicKeyOf(text);
  } catch {
    return null;
  }
}

const NewClient = z.object({
  name: someText("程序名称", { minimum: 2, maximum: 40 }),
  organisation: Organisation,
  publicKey: PublicKeyText,
});

type Created = Readonly<{
  clientId: string;
  /** Shown this once; only its hash is kept. */
  secret: string;
}>;

/**
 * A program that acts for a department or an institution, with a service account of its own. The
 * secret is hashed ahead of the transaction, which should not stay open for it.
 */
export async function createApiClient(call: Call, raw: unknown): Promise<Created> {
  const secret = randomBytes(32).toString("base64url");
  const [secretHash, noPassword] = await Promise.all([
    hashPassword(secret),
    hashPassword(randomBytes(32).toString("base64url")),
  ]);
  const create = command("identity.manage_clients", NewClient, async ({ db, now }, form) => {
    const { organisation, publicKey, name } = form;
    await refuseUnknown(db, organisation);
    const clientId = `xq_${randomBytes(9).toString("hex")}`;
    const accountId = newId(now.getTime());
    await db.insert(accounts).values({
      id: accountId,
      // No person can type it: what is typed at sign-in loses its spaces.
      loginName: `程序 ${clientId}`,
      displayName: `${name}（程序）`,
      passwordHash: noPassword,
      signingPasswordHash: noPassword,
    });
    const role = organisation.kind === "department" ? "department" : "loan_officer";
    await db.insert(memberships).values({
      id: newId(now.getTime()),
      accountId,
      role,
      ...(organisation.kind === "department"
        ? { departmentId: organisation.id }
        : { institutionId: organisation.id }),
    });
    const scopes: ApiScope[] = [...scopesOf[role]];
    await db.insert(apiClients).values({
      id: clientId,
      name,
      secretHash,
      accountId,
      publicKey: publicKey.spki,
      algorithm: publicKey.algorithm,
      scopes,
      createdAt: now,
    });
    return {
      result: { clientId, secret },
      audit: {
        entity: "api_client",
        entityId: clientId,
        detail: { name, organisation, scopes, keyId: publicKey.keyId },
      },
    };
  });
  return create(call, raw);
}

async function refuseUnknown(db: Db, { kind, id }: Organisation): Promise<void> {
  const found =
    kind === "department"
      ? await db.select({ id: departments.id }).from(departments).where(eq(departments.id, id))
      : await db
          .select({ id: institutions.id })
          .from(institutions)
          .where(and(eq(institutions.id, id), isNull(institutions.leftAt)));
  if (found.length > 0) return;
  const message = "未找到该机构，或该机构已退出平台。";
  throw new Refusal("invalid", "identity.no_organisation", message, {
    fields: [{ path: "organisation", message }],
  });
}

/** Ends a program's access at once: its tokens go with it. It is never opened again. */
export const disableApiClient = command(
  "identity.manage_clients",
  z.object({ clientId: z.string().max(60) }),
  async ({ db, now }, { clientId }) => {
    const [disabled] = await db
      .update(apiClients)
      .set({ disabledAt: now })
      .where(and(eq(apiClients.id, clientId), isNull(apiClients.disabledAt)))
      .returning({ accountId: apiClients.accountId });
    if (!disabled) {
      throw new Refusal("not_found", "identity.no_client", "未找到该程序，或其访问已停用。");
    }
    await db.delete(apiTokens).where(eq(apiTokens.clientId, clientId));
    await db
      .update(memberships)
      .set({ endedAt: now })
      .where(and(eq(memberships.accountId, disabled.accountId), isNull(memberships.endedAt)));
    return { result: null, audit: { entity: "api_client", entityId: clientId } };
  },
);

const listed = (db: Db) =>
  db
    .select({
      clientId: apiClients.id,
      name: apiClients.name,
      organisationName: sql<string>`coalesce(${departments.name}, ${institutions.name}, '')`,
      algorithm: apiClients.algorithm,
      publicKey: apiClients.publicKey,
      scopes: apiClients.scopes,
      createdAt: apiClients.createdAt,
      disabledAt: apiClients.disabledAt,
    })
    .from(apiClients)
    .innerJoin(memberships, eq(memberships.accountId, apiClients.accountId))
    .leftJoin(departments, eq(departments.id, memberships.departmentId))
    .leftJoin(institutions, eq(institutions.id, memberships.institutionId));

type Listed = Awaited<ReturnType<typeof listed>>[number];

/** The key by its short name; the key itself is of no use on a list. */
const shown = ({ publicKey, ...client }: Listed) => ({
  ...client,
  keyId: publicKeyOf(publicKey).keyId,
});
export type ListedApiClient = ReturnType<typeof shown>;

/** Every program, those at work first. */
export const listApiClients = query(
  "identity.manage_clients",
  z.object({}),
  async ({ db }) => {
    const rows = await listed(db)
      .orderBy(sql`${apiClients.disabledAt} is not null`, desc(apiClients.createdAt))
      .limit(500);
    return rows.map(shown);
  },
);

/** The programs of the department's own; it sees that they are there and cannot change them. */
export const listOwnApiClients = query("intake.submit", z.object({}), async ({ db, actor }) => {
  const rows = await listed(db)
    .where(eq(memberships.departmentId, actor.departmentId))
    .orderBy(sql`${apiClients.disabledAt} is not null`, desc(apiClients.createdAt))
    .limit(100);
  return rows.map(shown);
});

/** Organisations that a program may act for, as the form's choices. */
export const apiClientChoices = query("identity.manage_clients", z.object({}), async ({ db }) => {
  const [sources, lenders] = await Promise.all([
    db
      .select({ id: departments.id, name: departments.name })
      .from(departments)
      .orderBy(asc(departments.name)),
    db
      .select({ id: institutions.id, name: institutions.name })
      .from(institutions)
      .where(isNull(institutions.leftAt))
      .orderBy(asc(institutions.name)),
  ]);
  return {
    departments: sources.map(({ id, name }) => ({ value: `department:${id}`, label: name })),
    institutions: lenders.map(({ id, name }) => ({ value: `institution:${id}`, label: name })),
  };
});

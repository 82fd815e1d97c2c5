import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";
import { confirmSigning } from "../identity/index.ts";
import { isItemId, itemIds, itemOf } from "../intake/catalogue.ts";
import { addDays, dayOf, startOfDay } from "../kernel/calendar.ts";
import { env } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import { localDate, wholeNumber } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command, type Call } from "../operation/index.ts";
import type { ActorOf } from "../access/model.ts";
import { authorisationDocument, documentHash, documentSigner } from "./document.ts";

/** The longest an authorisation may run, and the most queries it may allow. */
export const MAXIMUM_DAYS = 365;
export const MAXIMUM_QUERIES = 50;

const NewAuthorisation = z
  .object({
    institutionId: z.uuid({ error: "请选择被授权的金融机构。" }),
    items: z
      .array(z.string())
      .min(1, { error: "请至少选择一项要授权的数据。" })
      .refine((items) => items.every(isItemId), {
        error: "所选数据项不在目录中，请刷新页面后重选。",
      })
      .transform((items) => [...new Set(items)].sort()),
    maximumQueries: wholeNumber("查询次数", { minimum: 1, maximum: MAXIMUM_QUERIES, unit: "次" }),
    startsOn: localDate("开始日期"),
    endsOn: localDate("结束日期"),
  })
  .refine((terms) => terms.startsOn <= terms.endsOn, {
    path: ["endsOn"],
    error: "结束日期不能早于开始日期。",
  })
  .refine((terms) => terms.endsOn <= addDays(terms.startsOn, MAXIMUM_DAYS), {
    path: ["endsOn"],
    error: `授权期限最长 ${MAXIMUM_DAYS} 天，请提前结束日期，到期后可重新授权。`,
  });

/** Writes an authorisation out for the signer to read. It opens nothing until it is signed. */
export const draftAuthorisation = command(
  "consent.grant",
  NewAuthorisation,
  async ({ db, actor, now }, terms) => {
    if (terms.endsOn < dayOf(now)) {
      const message = "结束日期不能早于今天。";
      throw new Refusal("invalid", "consent.already_over", message, {
        fields: [{ path: "endsOn", message }],
      });
    }
    if (terms.startsOn < dayOf(now)) {
      const message = "开始日期不能早于今天。";
      throw new Refusal("invalid", "consent.starts_in_past", message, {
        fields: [{ path: "startsOn", message }],
      });
    }
    const drafted = await writeDraft(db, {
      ...terms,
      uscc: actor.uscc,
      signer: actor.displayName,
      now,
    });
    return {
      result: drafted,
      audit: { entity: "authorisation", entityId: drafted.id, detail: { items: terms.items } },
    };
  },
);

type DraftTerms = Readonly<{
  uscc: string;
  institutionId: string;
  items: readonly string[];
  maximumQueries: number;
  startsOn: string;
  endsOn: string;
  signer: string;
  now: Date;
}>;

async function writeDraft(db: Db, terms: DraftTerms) {
  const [enterprise] = await db
    .select({ name: enterprises.name })
    .from(enterprises)
    .where(eq(enterprises.uscc, terms.uscc));
  const [institution] = await db
    .select({ name: institutions.name, uscc: institutions.uscc })
    .from(institutions)
    .where(eq(institutions.id, terms.institutionId));
  if (!enterprise || !institution)
    throw new Refusal("not_found", "consent.no_institution", "未找到该金融机构。");

  const number = await nextNumber(db, terms.now);
  // From now when it starts today: a draft read this morning must not open the day before it.
  const startsAt = terms.startsOn === dayOf(terms.now) ? terms.now : startOfDay(terms.startsOn);
  const endsAt = startOfDay(addDays(terms.endsOn, 1));
  const document = authorisationDocument({
    number,
    enterpriseName: enterprise.name,
    uscc: terms.uscc,
    institutionName: institution.name,
    institutionUscc: institution.uscc,
    items: terms.items,
    stage: "before_loan",
    maximumQueries: terms.maximumQueries,
    startsAt,
    endsAt,
    signer: terms.signer,
    signedAt: terms.now,
  });
  const id = newId(terms.now.getTime());
  const hash = documentHash(document);
  await db.insert(authorisations).values({
    id,
    number,
    uscc: terms.uscc,
    institutionId: terms.institutionId,
    items: [...terms.items],
    stage: "before_loan",
    maximumQueries: terms.maximumQueries,
    startsAt,
    endsAt,
    createdAt: terms.now,
    document,
    documentHash: hash,
    status: "created",
  });
  return { id, number, document, documentHash: hash };
}

async function nextNumber(db: Db, now: Date): Promise<string> {
  const [row] = await db.execute<{ n: number }>(
    sql`select nextval('consent.authorisation_number')::int as n`,
  );
  return `SQ-${dayOf(now).slice(0, 4)}-${String(row?.n).padStart(6, "0")}`;
}

const Signing = z.object({
  authorisationId: z.uuid(),
  /** The hash of what was read: a page left open on another text cannot sign this one. */
  documentHash: z.string().length(64),
  agreed: z.literal("yes", { error: "请先阅读授权书，并勾选“我已阅读并同意”。" }),
  signingPassword: z.string({ error: "请输入签署密码。" }).min(1, { error: "请输入签署密码。" }),
});

/** Signs a drafted authorisation with the second password. A second click finds it signed and says so. */
export const signAuthorisation = command(
  "consent.grant",
  Signing,
  async ({ db, actor, now }, { authorisationId, documentHash: read }) => {
    const draft = await lockOwn(db, actor, authorisationId);
    if (draft.status === "withdrawn")
      throw new Refusal("conflict", "consent.withdrawn", "该授权书已撤回，请重新填写。");
    if (draft.documentHash !== read || documentHash(draft.document) !== read) {
      throw new Refusal(
        "conflict",
        "consent.document_changed",
        "授权书内容与您阅读的不一致，请重新阅读后再签署。",
      );
    }
    const receipt = { id: draft.id, number: draft.number, documentHash: draft.documentHash };
    const audit = { entity: "authorisation", entityId: draft.id, detail: { documentHash: read } };
    if (draft.status === "agreed") return { result: receipt, audit };
    if (draft.endsAt <= now)
      throw new Refusal("conflict", "consent.expired", "授权期限已过，请重新填写。");

    const signature = documentSigner(env().SIGNING_KEY).sign(draft.document);
    await db
      .update(authorisations)
      .set({ status: "agreed", signedBy: actor.accountId, signedAt: now, signature })
      .where(eq(authorisations.id, draft.id));
    return { result: receipt, audit };
  },
  ({ db, actor, now }, { signingPassword }) =>
    confirmSigning(db, actor.accountId, signingPassword, now),
);

/** Withdraws an authorisation; it takes effect with the next query. Withdrawing twice is the same as once. */
export const withdrawAuthorisation = command(
  "consent.withdraw",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const before = await lockOwn(db, actor, authorisationId);
    const audit = {
      entity: "authorisation",
      entityId: authorisationId,
      detail: { before: before.status },
    };
    if (before.status === "created")
      throw new Refusal("conflict", "consent.not_signed", "该授权书尚未签署，无需撤回。");
    if (before.status === "agreed") {
      await db
        .update(authorisations)
        .set({ status: "withdrawn", withdrawnAt: now })
        .where(eq(authorisations.id, authorisationId));
    }
    return { result: { withdrawnAt: before.withdrawnAt ?? now }, audit };
  },
);

/** Loads and locks one of the actor's own authorisations; another's does not exist for it. */
async function lockOwn(db: Db, actor: ActorOf<"enterprise">, id: string) {
  const [row] = await db
    .select()
    .from(authorisations)
    .where(and(eq(authorisations.id, id), eq(authorisations.uscc, actor.uscc)))
    .for("update");
  if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权。");
  return row;
}

/** How long the platform's own authorisation runs, in days. */
const PLATFORM_DAYS = 3 * 365;
/** Practically without limit, yet counted. */
const PLATFORM_QUERIES = 1_000_000;

/** The platform's own authorisation, for scoring and matching: given with the registration, withdrawable alone. */
export async function authorisePlatform(
  { db, now }: Omit<Call, "actor">,
  who: Readonly<{ uscc: string; enterpriseName: string; accountId: string; signer: string }>,
): Promise<void> {
  const number = await nextNumber(db, now);
  const items = itemIds.filter((id) => itemOf(id).sharing !== "public").sort();
  const endsAt = startOfDay(addDays(dayOf(now), PLATFORM_DAYS));
  const document = authorisationDocument({
    number,
    enterpriseName: who.enterpriseName,
    uscc: who.uscc,
    institutionName: null,
    institutionUscc: null,
    items,
    stage: "platform",
    maximumQueries: PLATFORM_QUERIES,
    startsAt: now,
    endsAt,
    signer: who.signer,
    signedAt: now,
  });
  await db.insert(authorisations).values({
    id: newId(now.getTime()),
    number,
    uscc: who.uscc,
    items,
    stage: "platform",
    maximumQueries: PLATFORM_QUERIES,
    startsAt: now,
    endsAt,
    createdAt: now,
    signedBy: who.accountId,
    signedAt: now,
    document,
    documentHash: documentHash(document),
    signature: documentSigner(env().SIGNING_KEY).sign(document),
    status: "agreed",
  });
}

/** Gives the platform's authorisation again after a withdrawal. */
export const renewPlatformAuthorisation = command(
  "consent.grant",
  z.object({ signingPassword: z.string().min(1, { error: "请输入签署密码。" }) }),
  async (call) => {
    const { actor } = call;
    await authorisePlatform(call, {
      uscc: actor.uscc,
      enterpriseName: actor.organisationName,
      accountId: actor.accountId,
      signer: actor.displayName,
    });
    return {
      result: {},
      audit: { entity: "authorisation", entityId: actor.uscc, detail: { platform: true } },
    };
  },
  ({ db, actor, now }, { signingPassword }) =>
    confirmSigning(db, actor.accountId, signingPassword, now),
);

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { applications } from "#db/schema/lending.ts";
import { authorisationStages } from "../../consent/model.ts";
import { purposeCodes } from "../../consent/purposes.ts";
import { readByAuthorisation } from "../../credit/index.ts";
import { isItemId } from "../../intake/catalogue.ts";
import { localDate, optionalText, someText } from "../../kernel/inputs.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { normaliseUscc } from "../../kernel/uscc.ts";
import { query } from "../../operation/index.ts";

const Ask = z
  .strictObject({
    authorisationId: z.uuid().optional(),
    authorisationNumber: z.string().trim().min(1).max(60).optional(),
    uscc: z
      .string()
      .transform(normaliseUscc)
      .refine((uscc) => /^[0-9A-Z]{18}$/.test(uscc), {
        error: "统一社会信用代码应为 18 位数字或大写字母。",
      }),
    stage: z.enum(authorisationStages.filter((stage) => stage !== "platform" && stage !== "own")),
    purposeCode: z.enum(purposeCodes),
    items: z
      .array(z.string().refine(isItemId, { error: "目录中没有这个数据项。" }))
      .min(1)
      .max(100)
      .nullish(),
    fromDay: localDate("起始日期").nullish(),
    applicationNumber: optionalText("申请编号", 60),
    purpose: someText("查询用途", { maximum: 200 }),
  })
  .refine(
    ({ authorisationId, authorisationNumber }) =>
      (authorisationId === undefined) !== (authorisationNumber === undefined),
    { path: ["authorisationNumber"], error: "授权编号与授权 id 请给出其中一个。" },
  );

/** An authorisation that does not exist: the gate refuses it, and logs that it was tried. */
const NOBODYS = "00000000-0000-0000-0000-000000000000";

/**
 * A look by an institution's own program: the same gate, the same count and the same line in the
 * enterprise's access log as an officer's. A refusal is an answer; nothing may roll its line back.
 */
export const readProfileForProgram = query(
  "credit.read_by_authorisation",
  Ask,
  async (call, ask) => {
    const { db, actor } = call;
    const applicationId = await applicationOf(db, actor.institutionId, ask.applicationNumber);
    const authorisationId = ask.authorisationId ?? (await idOf(db, ask.authorisationNumber ?? ""));
    return readByAuthorisation(call, {
      authorisationId,
      uscc: ask.uscc,
      stage: ask.stage,
      purposeCode: ask.purposeCode,
      items: ask.items ?? null,
      fromDay: ask.fromDay ?? null,
      applicationId,
      purpose: ask.purpose,
    });
  },
);

async function idOf(db: Db, number: string): Promise<string> {
  const [found] = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(eq(authorisations.number, number));
  return found?.id ?? NOBODYS;
}

async function applicationOf(
  db: Db,
  institutionId: string,
  number: string | null,
): Promise<string | null> {
  if (number === null) return null;
  const [found] = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.number, number), eq(applications.institutionId, institutionId)));
  if (found) return found.id;
  const message = "本机构没有该编号的申请。";
  throw new Refusal("invalid", "application.not_found", message, {
    fields: [{ path: "applicationNumber", message }],
  });
}

/**
 * Whether what was disclosed under an authorisation a moment ago may be sent once more, to a program
 * that lost the answer: not after the enterprise has taken the authorisation back.
 */
export async function mayResend(db: Db, ask: unknown, now: Date): Promise<boolean> {
  const named = Ask.safeParse(ask).data;
  if (!named) return false;
  const [found] = await db
    .select({ status: authorisations.status, endsAt: authorisations.endsAt })
    .from(authorisations)
    .where(
      named.authorisationId === undefined
        ? eq(authorisations.number, named.authorisationNumber ?? "")
        : eq(authorisations.id, named.authorisationId),
    );
  return (
    found !== undefined &&
    (found.status === "agreed" || found.status === "used_up") &&
    now < found.endsAt
  );
}

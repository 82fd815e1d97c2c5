import { z } from "zod";
import { authorisePlatform } from "../consent/index.ts";
import { createEnterpriseAccount, hashPassword } from "../identity/index.ts";
import { citizenId } from "../kernel/citizen-id.ts";
import { mobileNumber, newPassword, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkUscc, normaliseUscc } from "../kernel/uscc.ts";
import { openCommand, type Call } from "../operation/index.ts";
import { findEnterprise, isCodeAccepted, setPersonal } from "../registry/index.ts";

export type CodeAnswer =
  | Readonly<{ verdict: "known"; uscc: string; name: string; warning: string | null }>
  | Readonly<{ verdict: "unknown"; uscc: string; warning: string | null }>
  | Readonly<{
      verdict: "invalid";
      uscc: string;
      rule: string;
      message: string;
      reviewable: boolean;
    }>;

/** What can be said of a code before anything else is typed: the rule it breaks, or whose it is. */
export async function answerCode({ db }: Outside, typed: string): Promise<CodeAnswer> {
  const uscc = normaliseUscc(typed);
  const check = checkUscc(uscc);
  const accepted = check.verdict === "invalid" && (await isCodeAccepted(db, uscc));
  if (check.verdict === "invalid" && !accepted) {
    const reviewable = check.reason === "check_character";
    return { verdict: "invalid", uscc, rule: check.reason, message: check.message, reviewable };
  }
  const warning = check.verdict === "warning" ? check.message : null;
  const found = await findEnterprise(db, uscc);
  return found
    ? { verdict: "known", uscc, name: found.name, warning }
    : { verdict: "unknown", uscc, warning };
}

const Registration = z
  .object({
    uscc: z
      .string({ error: "请填写统一社会信用代码。" })
      .trim()
      .min(1, { error: "请填写统一社会信用代码。" }),
    legalRepresentative: someText("法定代表人姓名", { maximum: 50 }),
    /** Kept sealed; asked for, not insisted on, since nothing here can compare it with a register. */
    legalRepresentativeId: z.union([z.literal("").transform(() => null), citizenId]).default(null),
    contactName: someText("经办人姓名", { minimum: 2, maximum: 30 }),
    phone: mobileNumber,
    password: newPassword("登录密码"),
    signingPassword: newPassword("签署密码"),
    agreed: z.literal("yes", { error: "请阅读并同意平台处理授权书。" }),
  })
  .refine((form) => form.password !== form.signingPassword, {
    path: ["signingPassword"],
    error: "签署密码不能与登录密码相同。",
  });

type Registration = z.output<typeof Registration>;
type Registered = Readonly<{
  accountId: string;
  uscc: string;
  enterpriseName: string;
  /** What the person signs in with from now on: the phone number as it was understood. */
  loginName: string;
}>;
type Outside = Omit<Call, "actor">;

/**
 * A person registers for an enterprise: account, membership and the platform's authorisation arise
 * together or not at all. The code is checked by rule, then against the registry; that and the slow
 * hashing come before the transaction, so that no connection waits for them.
 */
export async function registerEnterprise(call: Outside, raw: unknown): Promise<Registered> {
  const form = Registration.safeParse(raw);
  // What does not parse is refused by the command itself, in the words of every command.
  const prepared = form.success ? await prepare(call, form.data) : null;
  const store = openCommand("onboarding.register", Registration, async ({ db, now }, parsed) => {
    if (!prepared) throw new Error("A form that parses was prepared");
    const { uscc, enterpriseName, passwordHash, signingPasswordHash } = prepared;
    // The name of the registered legal representative was checked; who types it is that person, or
    // one whom that person sends. Checking a face or a certificate is the business of a provider.
    const signerCapacity =
      parsed.contactName === parsed.legalRepresentative ? "legal_representative" : "agent";
    const id = parsed.legalRepresentativeId;
    if (id !== null) await setPersonal(db, uscc, { id });
    const accountId = await createEnterpriseAccount(db, {
      loginName: parsed.phone,
      displayName: parsed.contactName,
      passwordHash,
      signingPasswordHash,
      uscc,
      signerCapacity,
      verifiedAt: now,
    });
    const signer = {
      accountId,
      name: parsed.contactName,
      capacity: signerCapacity,
      verifiedAt: now,
    } as const;
    await authorisePlatform({ db, now }, { uscc, signer });
    return {
      result: { accountId, uscc, enterpriseName, loginName: parsed.phone },
      audit: { entity: "account", entityId: accountId, detail: { uscc } },
    };
  });
  return store(call, raw);
}

async function prepare(call: Outside, form: Registration) {
  const enterprise = await enterpriseToRegister(call, form);
  const [passwordHash, signingPasswordHash] = await Promise.all([
    hashPassword(form.password),
    hashPassword(form.signingPassword),
  ]);
  return { ...enterprise, passwordHash, signingPasswordHash };
}

/** The enterprise of the registry that the form names; refuses at the field that does not fit it. */
async function enterpriseToRegister(call: Outside, form: Registration) {
  const answer = await answerCode(call, form.uscc);
  if (answer.verdict === "invalid")
    throw wrong("uscc", `onboarding.code_${answer.rule}`, answer.message);
  if (answer.verdict === "unknown") {
    throw wrong(
      "uscc",
      "onboarding.not_registered",
      "登记信息中没有该代码。请对照营业执照核对；新设企业一般在登记后 1 至 2 个工作日入库。",
    );
  }
  const enterprise = await findEnterprise(call.db, answer.uscc);
  if (enterprise?.status !== "operating") {
    throw wrong("uscc", "onboarding.not_operating", "该企业已吊销或注销，不能注册账号。");
  }
  if (
    enterprise.legalRepresentative !== null &&
    enterprise.legalRepresentative !== form.legalRepresentative
  ) {
    throw wrong(
      "legalRepresentative",
      "onboarding.legal_representative",
      "法定代表人姓名与登记信息不一致，请按营业执照填写。",
    );
  }
  return { uscc: answer.uscc, enterpriseName: enterprise.name };
}

function wrong(path: string, reason: string, message: string): Refusal {
  return new Refusal("invalid", reason, message, { fields: [{ path, message }] });
}

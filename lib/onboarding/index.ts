import { z } from "zod";
import { authorisePlatform } from "../consent/index.ts";
import { createEnterpriseAccount } from "../identity/index.ts";
import { mobileNumber, newPassword, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkUscc, normaliseUscc } from "../kernel/uscc.ts";
import { openCommand, type Call } from "../operation/index.ts";
import { findEnterprise, isCodeAccepted } from "../registry/index.ts";

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
export async function answerCode({ db }: Omit<Call, "actor">, typed: string): Promise<CodeAnswer> {
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

/**
 * A person registers for an enterprise: account, membership and the platform's authorisation arise
 * together or not at all. The code is checked by rule, then against the registry.
 */
export const registerEnterprise = openCommand(
  "onboarding.register",
  Registration,
  async ({ db, now }, form) => {
    const answer = await answerCode({ db, now }, form.uscc);
    if (answer.verdict === "invalid")
      throw wrong("uscc", `onboarding.code_${answer.rule}`, answer.message);
    if (answer.verdict === "unknown") {
      throw wrong(
        "uscc",
        "onboarding.not_registered",
        "登记信息中没有该代码。请对照营业执照核对；新设企业一般在登记后 1 至 2 个工作日入库。",
      );
    }
    const enterprise = await findEnterprise(db, answer.uscc);
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
    const accountId = await createEnterpriseAccount(db, {
      loginName: form.phone,
      displayName: form.contactName,
      password: form.password,
      signingPassword: form.signingPassword,
      uscc: answer.uscc,
    });
    await authorisePlatform(
      { db, now },
      { uscc: answer.uscc, enterpriseName: enterprise.name, accountId, signer: form.contactName },
    );
    return {
      result: { accountId, uscc: answer.uscc, enterpriseName: enterprise.name },
      audit: { entity: "account", entityId: accountId, detail: { uscc: answer.uscc } },
    };
  },
);

function wrong(path: string, reason: string, message: string): Refusal {
  return new Refusal("invalid", reason, message, { fields: [{ path, message }] });
}

/** What a program may do. Each scope is for programs of one kind of organisation. */
export const apiScopes = ["intake.push", "credit.read"] as const;
export type ApiScope = (typeof apiScopes)[number];

export const apiScopeLabels = {
  "intake.push": "推送数据、查询批次",
  "credit.read": "按授权查询信用档案",
} as const satisfies Record<ApiScope, string>;

/** Whose programs may have a scope. */
export const scopesOf = {
  department: ["intake.push"],
  loan_officer: ["credit.read"],
} as const satisfies Record<"department" | "loan_officer", readonly ApiScope[]>;

/** A token is good for so long. */
export const TOKEN_SECONDS = 30 * 60;

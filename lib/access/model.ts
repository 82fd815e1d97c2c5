/** Who a person acts as. One account has one live membership. */
export const roles = ["enterprise", "loan_officer", "department", "regulator", "operator"] as const;
export type Role = (typeof roles)[number];

export const roleLabels = {
  enterprise: "企业",
  loan_officer: "信贷员",
  department: "数源部门",
  regulator: "监管人员",
  operator: "平台运营",
} as const satisfies Record<Role, string>;

/** The person behind a call, as the database knows them at this moment. */
export type Actor = Readonly<{ accountId: string; displayName: string; loginName: string }> &
  (
    | Readonly<{ role: "enterprise"; uscc: string; organisationName: string }>
    | Readonly<{ role: "loan_officer"; institutionId: string; organisationName: string }>
    | Readonly<{ role: "department"; departmentId: string; organisationName: string }>
    | Readonly<{ role: "regulator"; regionCode: string; organisationName: string }>
    | Readonly<{ role: "operator"; organisationName: string }>
  );

/** The actor that a role is, for operations that only that role may call. */
export type ActorOf<R extends Role> = Extract<Actor, { role: R }>;

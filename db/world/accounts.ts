import { addDays, addMonths, dayOf, monthOf, startOfDay } from "#lib/kernel/calendar.ts";
import { openingDay } from "./institutions.ts";
import type { WorldAccount, WorldEnterprise, WorldInstitution, WorldPlan } from "./model.ts";
import type { DepartmentId } from "#lib/registry/departments.ts";
import { Names } from "./names.ts";
import { Random } from "./random.ts";
import { demoEnterprise } from "./specials.ts";
import { businessDayFrom, timeOn } from "./time.ts";

export { demoEnterprise, unregisteredEnterprise } from "./specials.ts";

/** Open secrets of the demonstration: every account of it has these two. */
export const demoPassword = "Xinqiao-2026";
export const demoSigningPassword = "Sign-2026";

export type DemoAccount = Readonly<{
  loginName: string;
  displayName: string;
  role: WorldAccount["role"];
  /** Place among the institutions, for a loan officer. */
  institution: number | null;
  /** For a person of a source department. */
  departmentId: DepartmentId | null;
  password: string;
  signingPassword: string;
}>;

const demo = (
  loginName: string,
  displayName: string,
  role: DemoAccount["role"],
  institution: number | null = null,
  departmentId: DepartmentId | null = null,
): DemoAccount => ({
  loginName,
  displayName,
  role,
  institution,
  departmentId,
  password: demoPassword,
  signingPassword: demoSigningPassword,
});

const officers = [..."叶秦沈方温程顾陶邱骆祝简"].map((surname, institution) =>
  demo(
    `officer${institution === 0 ? "" : institution + 1}`,
    `${surname}望舟`,
    "loan_officer",
    institution,
  ),
);

/** Everyone that a visitor can sign in as; an officer whose institution a smaller world lacks is left out of it. */
export const demoAccounts: readonly DemoAccount[] = [
  demo("13800000001", demoEnterprise.legalRepresentative, "enterprise"),
  ...officers.slice(0, 2),
  demo("regulator", "江景行", "regulator"),
  demo("operator", "林知远", "operator"),
  demo("department", "贺清源", "department", null, "tax"),
  ...officers.slice(2),
  demo("department2", "许听澜", "department", null, "administrative_approval"),
  demo("department3", "宋怀瑾", "department", null, "power_grid"),
  // Second people: a scorecard is published and promoted by two, on either side.
  demo("operator2", "何书衡", "operator"),
  demo("officer-review", "顾长青", "loan_officer", 0),
];

const PROVINCE = "520000";
/** How many enterprises have come to the platform. */
const REGISTERED_SHARE = 0.8;
/** Not a mobile number that anybody can have: no network of China begins with 100. */
const loginNameOf = (index: number): string => `100${String(index).padStart(8, "0")}`;

/** The accounts of the demonstration, an officer at least of each institution, and the enterprises that registered. */
export function makeAccounts(
  plan: WorldPlan,
  enterprises: readonly WorldEnterprise[],
  institutions: readonly WorldInstitution[],
): readonly WorldAccount[] {
  const root = new Random(`world/${plan.seed}/account`);
  const names = new Names(root.fork("names"));
  const staff = demoAccounts.flatMap((account) => staffAccount(root, account, institutions, plan));
  // Institutions beyond the named officers have one too, whom nobody can sign in as.
  const others = institutions.slice(officers.length).map((institution, beyond): WorldAccount => {
    const place = officers.length + beyond;
    const createdAt = startOfDay(institution.joinedOn);
    const id = root.fork(`officer/${place}`).uuid(createdAt);
    return {
      ...nobody,
      id,
      loginName: `officer${place + 1}`,
      displayName: names.person(),
      role: "loan_officer",
      institution: place,
      createdAt,
    };
  });
  const registered = enterprises.flatMap((enterprise) =>
    enterpriseAccount(root.fork(`enterprise/${enterprise.index}`), plan, enterprise),
  );
  return [...staff, ...others, ...registered];
}

const nobody = {
  enterprise: null,
  institution: null,
  regionCode: null,
  departmentId: null,
  passwords: null,
} as const;

function staffAccount(
  root: Random,
  account: DemoAccount,
  institutions: readonly WorldInstitution[],
  plan: WorldPlan,
): readonly WorldAccount[] {
  const institution = account.institution === null ? null : institutions[account.institution];
  if (account.role === "enterprise" || institution === undefined) return [];
  const createdAt = startOfDay(institution?.joinedOn ?? openingDay(plan.today));
  return [
    {
      ...nobody,
      id: root.fork(account.loginName).uuid(createdAt),
      loginName: account.loginName,
      displayName: account.displayName,
      role: account.role,
      institution: account.institution,
      departmentId: account.departmentId,
      regionCode: account.role === "regulator" ? PROVINCE : null,
      createdAt,
      passwords: { signIn: account.password, signing: account.signingPassword },
    },
  ];
}

function enterpriseAccount(
  random: Random,
  plan: WorldPlan,
  { index, establishedOn, exemplary, legalRepresentative, uscc }: WorldEnterprise,
): readonly WorldAccount[] {
  const isDemo = uscc === demoEnterprise.uscc;
  if (!isDemo && (exemplary || !random.chance(REGISTERED_SHARE))) return [];
  const createdAt = isDemo
    ? timeOn(random, businessDayFrom(addDays(plan.today, -40)), [9, 17])
    : registrationTime(random, plan, establishedOn);
  return [
    {
      ...nobody,
      id: random.uuid(createdAt),
      loginName: isDemo ? "13800000001" : loginNameOf(index),
      displayName: legalRepresentative,
      role: "enterprise",
      enterprise: index,
      createdAt,
      passwords: isDemo ? { signIn: demoPassword, signing: demoSigningPassword } : null,
    },
  ];
}

/** Some day since the platform opened and the enterprise was a quarter old; the early months saw most. */
function registrationTime(random: Random, plan: WorldPlan, establishedOn: string): Date {
  const grown = `${addMonths(monthOf(establishedOn), 4)}-01`;
  const opening = openingDay(plan.today);
  const from = startOfDay(grown > opening ? grown : opening).getTime();
  const until = startOfDay(addDays(plan.today, -20)).getTime();
  const instant = new Date(from + Math.max(0, until - from) * random.next() ** 1.8);
  return timeOn(random, dayOf(instant), [8.5, 20]);
}

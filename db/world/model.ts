import type { Role } from "#lib/access/model.ts";
import type { ItemId } from "#lib/intake/catalogue.ts";
import type { EventPayload, ApplicationState } from "#lib/lending/model.ts";
import type { GuaranteeKind, LoanPurpose, RepaymentKind } from "#lib/kernel/lending-terms.ts";
import type { DepartmentId } from "#lib/registry/departments.ts";
import type { EligibilityRule, PriceBand, ProductKind as OfferKind } from "#lib/products/model.ts";
import type { EnterpriseStatus, InstitutionKind, SizeClass } from "#lib/registry/model.ts";
import type { IndustryProfile } from "./industries.ts";
import type { ProductKind } from "./product-table.ts";

/** How large a world is, and which one of all the worlds of that size. */
export type WorldSize = Readonly<{
  seed: number;
  enterprises: number;
  institutions: number;
  products: number;
  /** Whole months of data, ending with the month before today's. */
  months: number;
  /** Past applications; those still open are among them. */
  applications: number;
}>;

export type WorldPlan = WorldSize & Readonly<{ today: string; now: Date }>;

export const defaultWorld = {
  seed: 7,
  enterprises: 2000,
  institutions: 12,
  products: 40,
  months: 36,
  applications: 4000,
} as const satisfies WorldSize;

/** The least and the most of each that a world can be made of. */
export const worldLimits = {
  seed: [0, 999_999_999],
  enterprises: [10, 100_000],
  institutions: [1, 60],
  products: [1, 400],
  months: [6, 120],
  applications: [0, 1_000_000],
} as const satisfies Record<keyof WorldSize, readonly [least: number, most: number]>;

/** How an item stands with an enterprise: the last month that it was sent for. */
export type Coverage = ReadonlyMap<ItemId, number>;

/**
 * What happened to an enterprise month by month; every figure that it sends derives from this.
 * Indices are months of the world; before `first` the enterprise did not exist.
 */
export type Series = Readonly<{
  first: number;
  last: number;
  /** Hidden: the higher, the sounder. About standard normal over the province. */
  health: Float64Array;
  /** Invoiced sales without VAT, 元. */
  sales: Float64Array;
  headcount: Int32Array;
}>;

export type WorldEnterprise = Readonly<{
  index: number;
  uscc: string;
  name: string;
  legalRepresentative: string;
  regionCode: string;
  industry: IndustryProfile;
  sizeClass: SizeClass;
  establishedOn: string;
  registeredCapitalFen: number;
  status: EnterpriseStatus;
  coverage: Coverage;
  series: Series;
  /** Tax grade by year of publication. */
  grades: ReadonlyMap<number, string>;
  /** Of the demonstration: nothing adverse ever happens to it. */
  exemplary: boolean;
}>;

export type WorldInstitution = Readonly<{
  id: string;
  uscc: string;
  name: string;
  shortName: string;
  kind: InstitutionKind;
  joinedOn: string;
}>;

export type WorldProduct = Readonly<{
  id: string;
  versionId: string;
  institution: number;
  /** Which data it rests on. */
  kind: ProductKind;
  /** What it is, as the market sorts it. */
  offer: OfferKind;
  name: string;
  summary: string;
  amountFen: readonly [minimum: number, maximum: number];
  termMonths: readonly [minimum: number, maximum: number];
  rateBps: readonly [minimum: number, maximum: number];
  priceBands: readonly PriceBand[];
  guaranteeKind: GuaranteeKind;
  repaymentKinds: readonly RepaymentKind[];
  regionCodes: readonly string[];
  promisedDays: number;
  weeklyCapacity: number;
  materials: readonly string[];
  policyBased: boolean;
  rules: readonly EligibilityRule[];
  requiredItems: readonly ItemId[];
  publishedAt: Date;
}>;

/** An account of the world; `enterprise` and `institution` are indices, null where it is neither. */
export type WorldAccount = Readonly<{
  id: string;
  loginName: string;
  displayName: string;
  role: Role;
  enterprise: number | null;
  institution: number | null;
  departmentId: DepartmentId | null;
  regionCode: string | null;
  createdAt: Date;
  /** Null: nobody can sign in with it. */
  passwords: Readonly<{ signIn: string; signing: string }> | null;
}>;

export type PastEvent = Readonly<{ at: Date; state: ApplicationState; payload: EventPayload }>;

export type PastDemand = Readonly<{
  id: string;
  idempotencyKey: string;
  enterprise: number;
  amountFen: number;
  termMonths: number;
  maximumRateBps: number;
  purpose: LoanPurpose;
  guaranteeKind: GuaranteeKind;
  postedAt: Date;
  closedAt: Date | null;
}>;

export type PastApplication = Readonly<{
  id: string;
  authorisationId: string;
  demand: PastDemand;
  product: WorldProduct;
  usedQueries: number;
  events: readonly [PastEvent, ...PastEvent[]];
}>;

/** A loan as it runs: what the monthly balances and the truth about first loans derive from. */
export type Loan = Readonly<{
  lender: string;
  amountYuan: number;
  fromDay: string;
  /** The day of the last repayment; null while it runs. */
  toDay: string | null;
  maturityDay: string;
  instalments: boolean;
}>;

export type World = Readonly<{
  plan: WorldPlan;
  enterprises: readonly WorldEnterprise[];
  institutions: readonly WorldInstitution[];
  products: readonly WorldProduct[];
  accounts: readonly WorldAccount[];
  applications: readonly PastApplication[];
  /** Businesses that invoices are written to and by: enterprises of the world and outsiders. */
  partnerNames: readonly string[];
  /** By enterprise index. */
  loans: readonly (readonly Loan[])[];
}>;

import { purposes, type Purpose, type PurposeCode } from "#lib/consent/purposes.ts";

/** The purposes that an institution can be authorised for. */
export const lendingPurposes = purposes.filter(({ stage }) => stage !== "platform");
export type LendingPurpose = (typeof lendingPurposes)[number]["code"];

/** What a form begins with for a purpose: what is usual, within what is allowed. */
export type PurposeDefaults = Readonly<{ maximumQueries: number; days: number }>;

export const purposeDefaults = {
  credit_review: { maximumQueries: 3, days: 31 },
  disbursement_review: { maximumQueries: 12, days: 365 },
  post_loan_monitoring: { maximumQueries: 12, days: 365 },
  platform_processing: { maximumQueries: 1_000_000, days: 1095 },
} as const satisfies Record<PurposeCode, PurposeDefaults>;

/** How many queries are usual: so many altogether, or so many a month. */
const usual = {
  credit_review: { total: 10, monthly: null },
  disbursement_review: { total: null, monthly: 2 },
  post_loan_monitoring: { total: null, monthly: 1 },
} as const;

export const dataLifeDefault = ({ maximumDataLifeDays }: Purpose): number =>
  Math.min(180, maximumDataLifeDays);

type Asked = Readonly<{ purpose: string; maximumQueries: number; days: number }>;

/** Why the number of queries deserves a second look; null where it is usual. */
export function unusualText({ purpose, maximumQueries, days }: Asked): string | null {
  if (!(purpose in usual)) return null;
  const { total, monthly } = usual[purpose as keyof typeof usual]; // Earned by the check above.
  const months = Math.max(1, Math.ceil(days / 31));
  const most = total ?? monthly * months;
  if (!(maximumQueries > most)) return null;
  return total === null
    ? `${months} 个月内 ${maximumQueries} 次，平均每月约 ${Math.round((maximumQueries / months) * 10) / 10} 次，多于同类授权常见的每月 ${monthly} 次。`
    : `${maximumQueries} 次多于同类授权常见的 ${total} 次。`;
}

/** Whole days of a period, both ends counted; null where a day is missing. */
export function daysOfPeriod(startsOn: string, endsOn: string): number | null {
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;
  return Number.isFinite(days) && days > 0 ? Math.round(days) : null;
}

import {
  standingGroupOf,
  standingGroups,
  type AuthorisationStatus,
  type Standing,
  type StandingGroup,
} from "#lib/consent/model.ts";

/** One line of an enterprise's list. */
export type OwnAuthorisation = Readonly<{
  id: string;
  number: string;
  institutionId: string | null;
  institutionName: string | null;
  items: readonly string[];
  purpose: string;
  maximumQueries: number;
  usedQueries: number;
  startsAt: Date;
  endsAt: Date;
  status: AuthorisationStatus;
  standing: Standing;
}>;

export const listGroups = [...standingGroups, "all"] as const;
export type ListGroup = (typeof listGroups)[number];

/** What of the list is asked for; it stands in the address. */
export type ListAsked = Readonly<{
  group: ListGroup;
  institution: string;
  purpose: string;
  item: string;
}>;

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export function listAsked(parameters: Parameters): ListAsked {
  const group = listGroups.find((each) => each === one(parameters["status"]));
  return {
    group: group ?? "live",
    institution: one(parameters["institution"]),
    purpose: one(parameters["purpose"]),
    item: one(parameters["item"]),
  };
}

export function listHref(asked: ListAsked, group: ListGroup): string {
  const { group: _, ...narrowed } = asked;
  const given = Object.entries(narrowed).filter(([, value]) => value !== "");
  return `/enterprise/authorisations?${new URLSearchParams([["status", group], ...given]).toString()}`;
}

/** The platform stands in lists beside institutions, under this word. */
export const PLATFORM = "platform";
export const granteeIn = ({ institutionId }: OwnAuthorisation) => institutionId ?? PLATFORM;

const narrowed = <Row extends OwnAuthorisation>(rows: readonly Row[], asked: ListAsked) =>
  rows.filter(
    (row) =>
      (asked.institution === "" || granteeIn(row) === asked.institution) &&
      (asked.purpose === "" || row.purpose === asked.purpose) &&
      (asked.item === "" || row.items.includes(asked.item)),
  );

/** The lines asked for, and how many each tab would show. */
export function listOf<Row extends OwnAuthorisation>(
  rows: readonly Row[],
  asked: ListAsked,
  now: Date,
) {
  const found = narrowed(rows, asked);
  const of = (group: ListGroup) =>
    group === "all" ? found : found.filter((row) => standingGroupOf(row, now) === group);
  return {
    rows: of(asked.group),
    counts: Object.fromEntries(listGroups.map((group) => [group, of(group).length])) as Record<
      ListGroup,
      number
    >, // One entry for each group.
  };
}

/** What can be withdrawn together: signed, not over, and an institution's. */
export const isWithdrawable = (row: OwnAuthorisation, group: StandingGroup): boolean =>
  row.institutionId !== null && (group === "live" || group === "paused");

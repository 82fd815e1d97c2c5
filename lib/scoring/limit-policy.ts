import { and, desc, eq, lte } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { limitPolicies } from "#db/schema/scoring.ts";
import { documentHash } from "../kernel/canonical-json.ts";
import { wanText } from "../kernel/money.ts";
import type { FieldProblem } from "../kernel/refusal.ts";
import { limitFor } from "./limit.ts";
import type { FactValues, LimitPolicy, OwnLimitPolicy, Score, Scorecard } from "./model.ts";

type Grades = Pick<Scorecard, "grades">;

/** What names a version of a policy in every score that it gave a limit to. */
export const limitPolicyHash = ({
  institutionId,
  version,
  validFrom,
  figures,
}: Readonly<Omit<OwnLimitPolicy, "hash" | "figures"> & { figures: LimitPolicy | null }>): string =>
  documentHash({ institutionId, version, validFrom, figures });

/** Whether a policy says something of every grade that a card gives. */
export const fits = ({ gradeCapFen }: LimitPolicy, { grades }: Grades): boolean =>
  grades.every(({ grade }) => Object.hasOwn(gradeCapFen, grade));

/**
 * The policy that an institution's applications are limited by on a day, in place of the card's own
 * figures: the newest approved version that has begun. Null: the card's own count, because there is
 * none, because the newest says so, or because it does not name the grades of this card.
 */
export async function limitPolicyFor(
  db: Db,
  institutionId: string,
  card: Grades,
  day: string,
): Promise<OwnLimitPolicy | null> {
  const newest = await newestApproved(db, institutionId, day);
  return newest !== null && fits(newest.figures, card) ? newest : null;
}

/** The same whatever the card. */
export async function newestApproved(
  db: Db,
  institutionId: string,
  day: string,
): Promise<OwnLimitPolicy | null> {
  const [newest] = await db
    .select({
      institutionId: limitPolicies.institutionId,
      version: limitPolicies.version,
      validFrom: limitPolicies.validFrom,
      figures: limitPolicies.figures,
      hash: limitPolicies.hash,
    })
    .from(limitPolicies)
    .where(
      and(
        eq(limitPolicies.institutionId, institutionId),
        eq(limitPolicies.status, "approved"),
        lte(limitPolicies.validFrom, day),
      ),
    )
    .orderBy(desc(limitPolicies.version))
    .limit(1);
  if (!newest || newest.figures === null) return null;
  return { ...newest, figures: newest.figures };
}

/** A score with its limit worked out by the institution's policy; it is kept whole in the result. */
export function limitedBy(scored: Score, policy: OwnLimitPolicy | null, facts: FactValues): Score {
  if (policy === null) return scored;
  return { ...scored, limit: { ...limitFor(policy.figures, scored.grade, facts), policy } };
}

/**
 * What stands against a policy for a card, field by field: a grade without a cap, a worse grade with a
 * higher cap than a better one, nothing at all for the best. Bounds of single figures are the form's.
 */
export function limitPolicyProblems(
  { gradeCapFen }: LimitPolicy,
  { grades }: Grades,
): readonly FieldProblem[] {
  return grades.flatMap(({ grade }, index): FieldProblem[] => {
    const path = `caps.${grade}`;
    const cap = gradeCapFen[grade];
    if (cap === undefined)
      return [{ path, message: `请填写 ${grade} 级的额度上限，不放款请填 0。` }];
    const better = grades[index - 1]?.grade;
    const above = better === undefined ? undefined : gradeCapFen[better];
    if (index === 0 && cap === 0)
      return [{ path, message: `${grade} 级是最高等级，额度上限应大于 0。` }];
    if (above === undefined || cap <= above) return [];
    return [
      {
        path,
        message: `${grade} 级的额度上限（${wanText(cap)} 万元）不能高于 ${better} 级（${wanText(above)} 万元）。`,
      },
    ];
  });
}

import type { Disclosure } from "#lib/credit/index.ts";
import type { RegisteredEnterprise } from "#lib/registry/index.ts";
import { OwnCoverage } from "./own-coverage.tsx";
import { OwnIndicators } from "./own-indicators.tsx";
import { OwnObligations } from "./own-obligations.tsx";
import { ProfileActivity } from "./profile-activity.tsx";
import { ProfileStanding } from "./profile-standing.tsx";
import { ProfileTax } from "./profile-tax.tsx";
import { ProfileTrade } from "./profile-trade.tsx";
import { RegistrationCard } from "./registration-card.tsx";

const parts = [
  ["registration", "登记信息"],
  ["coverage", "数据归集"],
  ["indicators", "关键指标"],
  ["trade", "购销"],
  ["tax", "纳税"],
  ["activity", "经营活动"],
  ["obligations", "缴纳与负债"],
  ["standing", "处罚与名单"],
] as const;

type Props = Readonly<{
  registration: RegisteredEnterprise;
  own: Pick<Disclosure, "profile" | "facts" | "records">;
}>;

/** Everything that the platform holds of an enterprise, as the enterprise itself sees it. */
export function OwnProfile({ registration, own: { profile, facts, records } }: Props) {
  return (
    <>
      <Contents />
      <RegistrationCard enterprise={registration} />
      <OwnCoverage rows={profile.coverage} />
      <OwnIndicators facts={facts} asOf={profile.asOf} records={records} />
      <ProfileTrade profile={profile} facts={facts} />
      <ProfileTax profile={profile} />
      <ProfileActivity profile={profile} />
      <OwnObligations profile={profile} />
      <ProfileStanding profile={profile} />
    </>
  );
}

/** The parts of the page. Plain anchors: a jump within it must not read the records again. */
function Contents() {
  return (
    <nav aria-label="本页内容" className="print:hidden">
      <ul className="flex flex-wrap gap-2">
        {parts.map(([id, title]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="bg-card inline-flex h-9 items-center rounded-full border px-3.5 text-sm text-slate-700 transition-colors hover:border-slate-400 sm:h-8"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

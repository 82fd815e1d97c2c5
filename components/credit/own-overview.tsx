import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { ItemCoverage } from "#lib/credit/model.ts";
import { countCoverage } from "./own-coverage-words.ts";

type Props = Readonly<{
  openDemands: number;
  runningApplications: number;
  liveAuthorisations: number;
  /** null when the profile cannot be read. */
  coverage: readonly ItemCoverage[] | null;
}>;

/** Where the enterprise stands, in four figures that lead to their pages. */
export function OwnOverview(props: Props) {
  const { openDemands, runningApplications, liveAuthorisations, coverage } = props;
  const { fresh, stale, missing } = countCoverage(coverage ?? []);
  return (
    <StatGrid>
      <StatTile label="匹配中的需求" value={openDemands} unit="项" href="/enterprise/demands" />
      <StatTile
        label="办理中的申请"
        value={runningApplications}
        unit="件"
        href="/enterprise/applications"
      />
      <StatTile
        label="生效中的授权"
        value={liveAuthorisations}
        unit="份"
        href="/enterprise/authorisations"
      />
      <StatTile
        label="已归集数据"
        value={coverage === null ? null : fresh + stale}
        unit={`/ ${coverage?.length ?? 0} 项`}
        hint={
          stale + missing === 0
            ? "全部为最新"
            : `最新 ${fresh} · 已滞后 ${stale} · 未归集 ${missing}`
        }
        href="/enterprise/data"
      />
    </StatGrid>
  );
}

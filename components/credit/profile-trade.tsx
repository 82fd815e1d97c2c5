import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { indicatorOf, type Indicator, type IndicatorValues } from "#lib/credit/indicators.ts";
import type { Monthly, Partner, Profile } from "#lib/credit/model.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import { ProfilePart, ProfileSection } from "./profile-section.tsx";
import { inWan, isKnown, lastMonths } from "./profile-words.ts";

type Props = Readonly<{ profile: Profile; facts: IndicatorValues }>;

/** What was sold and bought, month by month and with whom. */
export function ProfileTrade({ profile, facts }: Props) {
  const { invoices, months, tax } = profile;
  const declared = { label: "申报销售额", series: tax.salesFen };
  const bars = [
    { label: "销项开票", series: invoices.salesFen },
    { label: "进项开票", series: invoices.purchasesFen },
  ];
  return (
    <ProfileSection
      id="trade"
      title="购销"
      description="增值税发票净额（不含税，红字为负）与申报销售额。"
    >
      <ProfilePart profile={profile} items={["invoice_month", "vat_declaration"]}>
        <CardBody>
          <MonthBarsChart
            title="每月购销"
            hideTitle
            months={lastMonths(months)}
            unit="万元"
            bars={bars.filter(({ series }) => isKnown(series)).map(barOf)}
            {...(isKnown(tax.salesFen) ? { line: barOf(declared) } : {})}
            note="来源：税务局"
          />
        </CardBody>
      </ProfilePart>
      {isKnown(invoices.salesFen) || isKnown(invoices.purchasesFen) ? (
        <div className="border-t">
          <CardBody>
            <MonthBarsChart
              title="每月发票税额"
              months={lastMonths(months)}
              unit="万元"
              bars={[
                barOf({ label: "销项税额", series: invoices.salesTaxFen }),
                barOf({ label: "进项税额", series: invoices.purchasesTaxFen }),
              ]}
              height={200}
              note="来源：增值税发票，红字为负"
            />
          </CardBody>
          <Ratios facts={facts} />
          <div className="grid border-t lg:grid-cols-2">
            <Partners rows={invoices.partners} direction="sale" />
            <Partners rows={invoices.partners} direction="purchase" />
          </div>
        </div>
      ) : null}
    </ProfileSection>
  );
}

const barOf = ({ label, series }: Readonly<{ label: string; series: Monthly }>) => ({
  label,
  values: inWan(series),
});

const shares = ["topFiveCustomersBps", "redRatio12Bps", "voidRatio12Bps"] as const;

function Ratios({ facts }: Pick<Props, "facts">) {
  const hhi = numberOf(facts.customerHhi);
  return (
    <CardBody className="grid gap-x-8 gap-y-5 border-t sm:grid-cols-2">
      {shares.map((id) => (
        <ShareMeter key={id} indicator={indicatorOf(id)} share={numberOf(facts[id])} />
      ))}
      <Meter
        label={indicatorOf("customerHhi").name}
        value={hhi}
        max={10_000}
        text={hhi === null ? undefined : hhi.toLocaleString("zh-CN")}
        hint={`${indicatorOf("customerHhi").formula}；只有一个客户时为 10,000`}
      />
    </CardBody>
  );
}

type ShareProps = Readonly<{ indicator: Indicator; share: number | null }>;

const ShareMeter = ({ indicator, share }: ShareProps) => (
  <Meter
    label={indicator.name}
    value={share === null ? null : share / 100}
    text={share === null ? undefined : bpsText(share)}
    hint={indicator.formula}
  />
);

const numberOf = (value: number | string | null) => (typeof value === "number" ? value : null);

const directions = {
  sale: { caption: "主要客户", header: "客户" },
  purchase: { caption: "主要供应商", header: "供应商" },
} as const;

const SHOWN_PARTNERS = 10;

type PartnersProps = Readonly<{ rows: readonly Partner[]; direction: Partner["direction"] }>;

function Partners({ rows, direction }: PartnersProps) {
  const { caption, header } = directions[direction];
  const largest = rows
    .filter((row) => row.direction === direction)
    .toSorted((a, b) => b.amountFen - a.amountFen)
    .slice(0, SHOWN_PARTNERS);
  return (
    <div className="min-w-0 max-lg:[&+div]:border-t lg:first:border-r">
      <DataTable
        caption={`${caption}（近12个月，前 ${SHOWN_PARTNERS} 名）`}
        showCaption
        columns={columnsOf(header)}
        rows={largest}
        rowKey={(row) => row.counterparty}
        empty={<EmptyState title={`近12个月没有${header}`} compact />}
      />
    </div>
  );
}

const columnsOf = (header: string): readonly Column<Partner>[] => [
  {
    key: "name",
    header,
    rowHeader: true,
    className: "py-1.5",
    cell: (row) => row.counterparty,
  },
  {
    key: "amount",
    header: "净额",
    unit: "万元",
    numeric: true,
    className: "py-1.5 max-sm:px-2",
    cell: (row) => wanText(row.amountFen),
  },
  {
    key: "share",
    header: "占比",
    numeric: true,
    className: "py-1.5 max-sm:pl-2",
    cell: (row) => bpsText(row.shareBps),
  },
  {
    key: "invoices",
    header: "发票",
    unit: "张",
    numeric: true,
    className: "py-1.5 max-sm:hidden",
    cell: (row) => row.invoices.toLocaleString("zh-CN"),
  },
];

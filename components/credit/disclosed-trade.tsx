import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import type { IndicatorValues } from "#lib/credit/indicators.ts";
import type { Profile } from "#lib/credit/model.ts";
import { bpsText } from "#lib/kernel/money.ts";
import { DisclosedCard } from "./disclosed-card.tsx";
import { PartnerTable } from "./partner-table.tsx";
import { inWan, recent } from "./series.ts";

type Props = Readonly<{ profile: Profile; facts: IndicatorValues }>;

/** What was sold and bought, month by month and with whom. */
export function DisclosedTrade({ profile, facts }: Props) {
  const { invoices, months, tax } = profile;
  const partners = (direction: "sale" | "purchase") =>
    invoices.partners.filter((partner) => partner.direction === direction);
  return (
    <>
      <DisclosedCard
        title="每月购销"
        description="发票净额不含税，红字为负；折线为增值税申报销售额。"
        profile={profile}
        items={["invoice_month", "vat_declaration"]}
      >
        <CardBody>
          <MonthBarsChart
            title="每月购销"
            hideTitle
            months={recent(months)}
            unit="万元"
            bars={[
              { label: "销项开票", values: inWan(invoices.salesFen) },
              { label: "进项开票", values: inWan(invoices.purchasesFen) },
            ]}
            line={{ label: "申报销售额", values: inWan(tax.salesFen) }}
            note="来源：税务局"
          />
        </CardBody>
      </DisclosedCard>
      <DisclosedCard title="客户集中度" profile={profile} items={["invoice_month"]}>
        <Concentration facts={facts} />
      </DisclosedCard>
      {profile.items.includes("invoice_month") ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <PartnerTable title="主要客户" rows={partners("sale")} />
          <PartnerTable title="主要供应商" rows={partners("purchase")} />
        </div>
      ) : null}
    </>
  );
}

function Concentration({ facts }: Pick<Props, "facts">) {
  const share = numberOf(facts.topFiveCustomersBps);
  const hhi = numberOf(facts.customerHhi);
  return (
    <CardBody className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
      <Meter
        label="前五大客户占比"
        value={share === null ? null : share / 100}
        text={share === null ? undefined : bpsText(share)}
        hint="近12个月净额最高的五个客户占全部正净额的比例"
      />
      <Meter
        label="客户集中度（HHI）"
        value={hhi}
        max={10_000}
        text={hhi === null ? undefined : hhi.toLocaleString("zh-CN")}
        hint="各客户占比的平方和 × 10000；只有一个客户时为 10,000"
      />
    </CardBody>
  );
}

const numberOf = (value: number | string | null) => (typeof value === "number" ? value : null);

import { addDays } from "#lib/kernel/calendar.ts";
import type { WorldEnterprise, WorldPlan } from "../model.ts";
import { at, type Random } from "../random.ts";
import { adverseLists } from "./conduct.ts";
import { itemRandom, periodOf, type SentRow } from "./row.ts";

/** What stands behind an entry on a list: the same case, as court or tax office publish it. */
export function* behindLists(
  item: "judgment_debtor" | "dishonest_debtor" | "tax_abnormal",
  plan: WorldPlan,
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const lists = itemRandom(plan.seed, "adverse_list", enterprise.index);
  for (const { uscc, period, key = "", fields } of adverseLists(enterprise, months, lists)) {
    const { list, removedOn } = fields;
    const removed = removedOn === undefined ? {} : { removedOn };
    if (item === "tax_abnormal") {
      if (list !== "abnormal_taxpayer") continue;
      yield { uscc, period, fields: { authority: "示例区税务局", ...removed } };
      continue;
    }
    if (list !== "dishonest_judgment_debtor") continue;
    const filed = addDays(period, -random.whole(30, 120));
    const court = "示例区人民法院";
    yield {
      uscc,
      period: filed,
      key,
      fields:
        item === "judgment_debtor"
          ? { court, target: random.whole(20, 900) * 1000 }
          : {
              court,
              performance: "全部未履行",
              conduct: "违反财产报告制度",
              publishedOn: period,
              ...removed,
            },
    };
  }
}

const causes = ["买卖合同纠纷", "承揽合同纠纷", "劳动争议"] as const;

/** Judgments: the weak are sued more often than they sue. */
export function* judgmentDocuments(
  { uscc, index, series, exemplary }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  if (exemplary) return;
  for (let month = series.first; month <= series.last; month += 1) {
    const h = at(series.health, month);
    if (!random.chance(0.005 * Math.exp(-0.5 * h))) continue;
    const day = addDays(periodOf(months, month), random.whole(0, 27));
    const amount = random.chance(0.1) ? {} : { amount: random.whole(5, 400) * 1000 };
    yield {
      uscc,
      period: day,
      key: `（${day.slice(0, 4)}）示例民初${index}-${month}号`,
      fields: {
        caseType: "民事",
        documentType: "判决书",
        court: "示例区人民法院",
        cause: random.pick(causes),
        role: random.chance(0.6) ? "被告" : "原告",
        ...amount,
      },
    };
  }
}

import { addDays } from "#lib/kernel/calendar.ts";
import type { WorldEnterprise, WorldPlan } from "../model.ts";
import { at, type Random } from "../random.ts";
import { itemRandom, periodOf, type SentRow } from "./row.ts";

// prettier-ignore
const offences = {
  minor: { weight: 0.6, fine: [200, 5000], facts: ["未按规定公示年度报告", "标签标识不规范", "未按期办理变更登记"] },
  general: { weight: 0.33, fine: [3000, 60_000], facts: ["违反安全生产管理规定", "污染物排放超标", "广告内容与实际不符"] },
  serious: { weight: 0.07, fine: [50_000, 400_000], facts: ["生产不符合安全标准的产品", "隐瞒有关情况取得许可"] },
} as const;
const severities = ["minor", "general", "serious"] as const;
const authorities = ["市场监督管理局", "应急管理局", "生态环境局", "城市综合执法局"] as const;

const lists = [
  { list: "dishonest_judgment_debtor", authority: "示例区人民法院", number: "执", weight: 0.4 },
  { list: "abnormal_operation", authority: "示例区市场监督管理局", number: "异", weight: 0.4 },
  { list: "abnormal_taxpayer", authority: "示例区税务局", number: "税", weight: 0.2 },
] as const;

const dayIn = (random: Random, months: readonly string[], month: number): string =>
  addDays(periodOf(months, month), random.whole(0, 27));

/** Penalties by day: rare, rarer for the sound. */
export function* penalties(
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { series, exemplary, uscc, index } = enterprise;
  if (exemplary) return;
  for (let month = series.first; month <= series.last; month += 1) {
    const count = random.poisson(0.006 * Math.exp(-0.6 * at(series.health, month)));
    for (let n = 0; n < count; n += 1) {
      const severity = random.weighted(severities, (kind) => offences[kind].weight);
      const { fine, facts } = offences[severity];
      const day = dayIn(random, months, month);
      yield {
        uscc,
        period: day,
        key: `示例罚字〔${day.slice(0, 4)}〕${index}-${month}-${n + 1}号`,
        fields: {
          fine: Math.round(random.between(fine[0], fine[1]) / 100) * 100,
          severity,
          authority: `示例${random.pick(authorities)}`,
          fact: random.pick(facts),
        },
      };
    }
  }
}

/** Entries on adverse lists, most of them removed after some months. */
export function* adverseLists(
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { series, exemplary, uscc, index } = enterprise;
  if (exemplary) return;
  for (let month = series.first; month <= series.last; month += 1) {
    if (!random.chance(0.0007 * Math.exp(-1.3 * at(series.health, month)))) continue;
    const entry = random.weighted(lists, ({ weight }) => weight);
    const day = dayIn(random, months, month);
    const until = month + random.whole(2, 14);
    const removed = until < series.last && random.chance(0.65);
    const removedOn = removed ? dayIn(random, months, until) : null;
    yield {
      uscc,
      period: day,
      key: `（${day.slice(0, 4)}）示例${entry.number}${index}-${month}号`,
      fields: {
        list: entry.list,
        authority: entry.authority,
        ...(removedOn === null ? {} : { removedOn }),
      },
    };
  }
}

/** Whether an enterprise stood on a list on that day, as the same rows say it. */
export function isListedOn(
  plan: WorldPlan,
  enterprise: WorldEnterprise,
  months: readonly string[],
  day: string,
): boolean {
  const random = itemRandom(plan.seed, "adverse_list", enterprise.index);
  for (const { period, fields } of adverseLists(enterprise, months, random)) {
    const { removedOn } = fields;
    if (period <= day && !(typeof removedOn === "string" && removedOn <= day)) return true;
  }
  return false;
}

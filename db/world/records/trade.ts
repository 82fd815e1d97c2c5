import { addDays } from "#lib/kernel/calendar.ts";
import type { WorldEnterprise } from "../model.ts";
import { at, cents, type Random } from "../random.ts";
import { periodOf, type SentRow } from "./row.ts";

type Sender = (
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
) => Generator<SentRow>;

/** Tenders that were won: builders mostly. */
export const awards: Sender = function* (enterprise, months, random) {
  const { uscc, index, industry, series } = enterprise;
  const count = random.poisson(industry.code.startsWith("E") ? 0.8 : 0.05);
  for (let n = 1; n <= count; n += 1) {
    const month = random.whole(series.first, series.last);
    yield {
      uscc,
      period: addDays(periodOf(months, month), random.whole(0, 27)),
      key: `SLZB${String(index).padStart(6, "0")}-${n}`,
      fields: {
        project: "示例工程项目",
        price: cents(at(series.sales, month) * random.between(0.5, 3)),
        buyer: "示例区建设单位",
        kind: industry.code.startsWith("E") ? "工程建设" : "政府采购",
      },
    };
  }
};

const exports = ({ industry }: WorldEnterprise, random: Random) =>
  industry.code.startsWith("C") && random.chance(0.2);

export const customsTrade: Sender = function* (enterprise, months, random) {
  if (!exports(enterprise, random)) return;
  const { uscc, series } = enterprise;
  const share = random.between(0.05, 0.4);
  for (let month = Math.max(series.first, series.last - 2); month <= series.last; month += 1) {
    yield {
      uscc,
      period: periodOf(months, month),
      key: "出口",
      fields: {
        value: cents(at(series.sales, month) * share),
        declarations: 1 + random.poisson(4),
      },
    };
  }
};

export const customsCredit: Sender = function* (enterprise, months, random) {
  if (!exports(enterprise, random)) return;
  yield {
    uscc: enterprise.uscc,
    period: periodOf(months, enterprise.series.first),
    fields: { grade: random.chance(0.1) ? "高级认证企业" : "常规管理企业", customs: "示例海关" },
  };
};

export const logistics: Sender = function* ({ uscc, industry, series }, months, random) {
  if (!industry.code.startsWith("G")) return;
  for (let month = Math.max(series.first, series.last - 2); month <= series.last; month += 1) {
    const freight = at(series.sales, month);
    const waybills = Math.max(1, Math.round(freight / random.between(1500, 4000)));
    yield {
      uscc,
      period: periodOf(months, month),
      fields: { waybills, tonnage: waybills * random.whole(4, 20), freight: cents(freight) },
    };
  }
};

export const environmentCredit: Sender = function* ({ uscc, industry, series }, months, random) {
  if (!industry.code.startsWith("C") || !random.chance(0.6)) return;
  const year = Number(at(months, series.last).slice(0, 4)) - 1;
  const points = Math.round(82 + 6 * at(series.health, series.last) + random.normal(0, 4));
  const grade = points >= 90 ? "诚信" : points >= 75 ? "良好" : points >= 60 ? "警示" : "不良";
  yield { uscc, period: `${year}`, fields: { grade, points: Math.max(0, Math.min(100, points)) } };
};

/** One firm in four owns its premises. */
export const realEstate: Sender = function* ({ uscc, index, regionCode }, months, random) {
  if (!random.chance(0.25)) return;
  yield {
    uscc,
    period: addDays(periodOf(months, 0), -random.whole(30, 3000)),
    key: `示例（${regionCode}）不动产权第${String(index).padStart(7, "0")}号`,
    fields: {
      unit: `${regionCode}001001GB${String(index).padStart(5, "0")}F00010001`,
      ownership: "单独所有",
      location: "示例路示例号",
      use: random.pick(["工业", "商业", "办公"]),
      area: random.whole(80, 6000),
      authority: "示例区不动产登记中心",
    },
  };
};

export const ruralSubjects: Sender = function* ({ uscc, industry }, months, random) {
  if (!industry.code.startsWith("A")) return;
  yield {
    uscc,
    period: periodOf(months, 0),
    fields: {
      kind: random.pick(["家庭农场", "龙头企业", "专业合作社"]),
      business: "示例种植",
      area: random.whole(20, 900),
    },
  };
};

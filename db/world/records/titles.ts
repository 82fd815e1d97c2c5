import { addDays } from "#lib/kernel/calendar.ts";
import type { WorldEnterprise } from "../model.ts";
import { at, type Random } from "../random.ts";
import { periodOf, type SentRow } from "./row.ts";

type Sender = (
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
) => Generator<SentRow>;

const dayWithin = ({ series }: WorldEnterprise, months: readonly string[], random: Random) =>
  addDays(periodOf(months, random.whole(series.first, series.last)), random.whole(0, 27));

const health = ({ series }: WorldEnterprise) => at(series.health, series.last);

/** One permit or two of every firm, each for some years. */
export const permits: Sender = function* (enterprise, months, random) {
  const { uscc, index, exemplary } = enterprise;
  const count = exemplary ? 1 : random.whole(0, 2);
  for (let n = 1; n <= count; n += 1) {
    const day = dayWithin(enterprise, months, random);
    yield {
      uscc,
      period: day,
      key: `示例许字〔${day.slice(0, 4)}〕${index}-${n}号`,
      fields: {
        kind: random.pick(["普通", "核准", "登记"]),
        content: random.pick(["经营许可", "排污许可", "占道经营许可"]),
        authority: "示例区行政审批局",
        validFrom: day,
        validUntil: addDays(day, 365 * random.whole(1, 5)),
      },
    };
  }
};

export const qualifications: Sender = function* (enterprise, months, random) {
  const { uscc, index, industry, exemplary } = enterprise;
  if (!exemplary && !random.chance(industry.code.startsWith("E") ? 0.7 : 0.2)) return;
  const day = dayWithin(enterprise, months, random);
  yield {
    uscc,
    period: day,
    key: `SLZZ${String(index).padStart(6, "0")}`,
    fields: {
      name: industry.code.startsWith("E") ? "建筑业企业资质证书" : "质量管理体系认证证书",
      level: random.pick(["二级", "三级"]),
      authority: "示例资质管理机构",
      validUntil: addDays(day, 3 * 365),
    },
  };
};

export const honours: Sender = function* (enterprise, months, random) {
  if (!enterprise.exemplary && !(health(enterprise) > 1 && random.chance(0.3))) return;
  yield {
    uscc: enterprise.uscc,
    period: dayWithin(enterprise, months, random),
    key: "示例市诚信示范企业",
    fields: { level: "市级", authority: "示例市人民政府" },
  };
};

/** Those with the tax office's best grade. */
export const commendations: Sender = function* ({ uscc, grades }) {
  const [year, grade] = [...grades].at(-1) ?? [];
  if (year === undefined || grade !== "A") return;
  yield {
    uscc,
    period: `${year}-04-20`,
    key: `${year - 1} 年度纳税信用 A 级名单`,
    fields: { authority: "示例省税务局" },
  };
};

const inventive = ({ industry }: WorldEnterprise) => /^(C3|C2|I|M)/.test(industry.code);

export const technologyTitles: Sender = function* (enterprise, months, random) {
  const likely = inventive(enterprise) ? 0.3 : 0.02;
  if (!enterprise.exemplary && !(health(enterprise) > 0 && random.chance(likely))) return;
  const day = dayWithin(enterprise, months, random);
  yield {
    uscc: enterprise.uscc,
    period: day,
    key: `SLKJ${String(enterprise.index).padStart(6, "0")}`,
    fields: {
      kind: random.pick(["科技型中小企业", "高新技术企业", "创新型中小企业"]),
      authority: "示例省科学技术厅",
      validUntil: addDays(day, 3 * 365),
    },
  };
};

export const patents: Sender = function* (enterprise, months, random) {
  const { uscc, index, exemplary } = enterprise;
  const count = exemplary ? 2 : inventive(enterprise) ? random.poisson(0.8) : 0;
  for (let n = 1; n <= count; n += 1) {
    yield {
      uscc,
      period: dayWithin(enterprise, months, random),
      key: `SLZL${String(index).padStart(6, "0")}${n}`,
      fields: {
        kind: random.pick(["发明专利", "实用新型", "外观设计"]),
        title: random.pick(["一种示例装置", "一种示例方法", "示例结构"]),
      },
    };
  }
};

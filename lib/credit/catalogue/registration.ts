import { indicatorOfGroup, days, ever, registry } from "./model.ts";

const indicator = indicatorOfGroup("registration");

/** Age and changes of registration. */
export const registrationIndicators = [
  indicator({
    id: "monthsEstablished",
    names: ["成立月数", "Months since establishment"],
    unit: "个月",
    better: "higher",
    window: registry,
    items: [],
    formula: "截至日与成立日期之间的整月数",
  }),
  indicator({
    id: "registeredCapitalFen",
    names: ["注册资本", "Registered capital"],
    unit: "分",
    better: "none",
    window: registry,
    items: [],
    formula: "登记的注册资本",
  }),
  indicator({
    id: "registrationChanges24",
    names: ["近24个月变更登记次数", "Registered changes, 24 months"],
    unit: "次",
    better: "lower",
    window: days(24),
    items: ["registration_change"],
    formula: "窗口内（按日）变更登记数",
  }),
  indicator({
    id: "representativeChanges24",
    names: ["近24个月法定代表人变更次数", "Changes of the legal representative, 24 months"],
    unit: "次",
    better: "lower",
    window: days(24),
    items: ["registration_change"],
    formula: "窗口内（按日）变更事项含“法定代表人”的变更登记数",
  }),
  indicator({
    id: "monthsSinceChange",
    names: ["距最近一次变更登记的月数", "Months since the last registered change"],
    unit: "个月",
    better: "none",
    window: ever,
    items: ["registration_change"],
    formula: "最近一次变更登记日与截至日之间的整月数；没有变更时未知",
  }),
] as const;

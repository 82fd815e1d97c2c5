/** Which data a product rests on: it decides the rules. */
export type ProductKind =
  "tax" | "invoice" | "electricity" | "staff" | "secured" | "policy" | "farming" | "starter";

export type ProductLine = Readonly<{
  institution: number;
  kind: ProductKind;
  name: string;
  /** 万元. */
  amount: readonly [number, number];
  months: readonly [number, number];
  bps: readonly [number, number];
  days: number;
  /** 0 mild, 1 usual, 2 strict. */
  strictness: 0 | 1 | 2;
}>;

const product = (
  institution: number,
  kind: ProductKind,
  name: string,
  amount: [number, number],
  months: [number, number],
  bps: [number, number],
  days: number,
  strictness: 0 | 1 | 2,
): ProductLine => ({ institution, kind, name, amount, months, bps, days, strictness });

/** Cities that an institution serves; one that is not named serves the whole province. */
export const servedRegions: Readonly<Record<number, readonly string[]>> = {
  3: ["520300", "520600"],
  5: ["520100", "520200"],
  7: ["520100", "520400", "520500"],
  8: ["520300"],
  10: ["522600", "522700", "522300"],
};

/** Invented products; conditions within the ranges that public descriptions show (domain.md §4.1–4.2). */
// prettier-ignore
export const productTable: readonly ProductLine[] = [
  product(0, "tax", "云岭税易融", [10, 300], [3, 24], [335, 450], 2, 1),
  product(1, "invoice", "黔桥票易贷", [10, 300], [3, 18], [410, 560], 3, 1),
  product(2, "tax", "华川银税通", [20, 500], [6, 24], [345, 480], 3, 2),
  product(0, "electricity", "云岭电信贷", [10, 200], [3, 12], [350, 470], 2, 1),
  product(3, "farming", "乌江谷惠农贷", [5, 150], [6, 36], [420, 580], 3, 0),
  product(4, "tax", "山河望纳税优享贷", [10, 300], [6, 24], [330, 430], 1, 2),
  product(5, "starter", "众禾周转快贷", [3, 80], [1, 12], [780, 1200], 1, 0),
  product(1, "staff", "黔桥稳岗信用贷", [10, 200], [6, 24], [390, 530], 5, 1),
  product(6, "invoice", "星澜发票贷", [20, 500], [3, 12], [395, 540], 2, 2),
  product(7, "tax", "筑光税融通", [5, 200], [3, 18], [400, 550], 3, 0),
  product(0, "policy", "云岭制造惠企贷", [50, 1000], [12, 36], [305, 390], 7, 1),
  product(8, "farming", "丹河谷茶酒贷", [5, 100], [6, 24], [430, 600], 4, 0),
  product(9, "secured", "东屿经营抵押贷", [50, 1000], [12, 36], [340, 460], 10, 1),
  product(10, "tax", "苗岭上银税贷", [5, 100], [6, 18], [430, 590], 3, 0),
  product(11, "invoice", "江界票据信用贷", [20, 400], [3, 24], [345, 460], 2, 2),
  product(2, "secured", "华川厂房按揭贷", [100, 2000], [12, 60], [350, 470], 12, 1),
  product(4, "electricity", "山河望绿电贷", [20, 300], [6, 24], [325, 440], 3, 2),
  product(1, "tax", "黔桥税信贷", [5, 200], [3, 24], [400, 560], 2, 0),
  product(3, "tax", "乌江谷税享贷", [5, 120], [3, 18], [425, 585], 3, 0),
  product(6, "tax", "星澜税闪贷", [20, 300], [3, 18], [385, 520], 1, 1),
  product(11, "policy", "江界首贷通", [10, 200], [6, 24], [310, 400], 5, 0),
  product(7, "policy", "筑光科创成长贷", [30, 500], [12, 36], [345, 450], 7, 1),
  product(5, "invoice", "众禾发票快贷", [5, 100], [1, 12], [720, 1080], 1, 0),
  product(9, "invoice", "东屿订单票贷", [30, 500], [3, 12], [400, 530], 4, 1),
  product(0, "secured", "云岭抵押快贷", [50, 1500], [12, 60], [325, 430], 10, 1),
  product(8, "electricity", "丹河谷电费贷", [5, 80], [3, 12], [440, 590], 3, 0),
  product(10, "farming", "苗岭上山货贷", [5, 120], [6, 24], [425, 590], 4, 0),
  product(2, "staff", "华川薪享贷", [20, 300], [6, 24], [375, 500], 4, 2),
  product(4, "secured", "山河望担保贷", [50, 800], [12, 36], [335, 440], 9, 1),
  product(11, "tax", "江界纳税贷", [10, 300], [6, 24], [335, 450], 2, 1),
  product(6, "staff", "星澜公积金企业贷", [20, 200], [6, 18], [390, 520], 3, 1),
  product(1, "secured", "黔桥商铺贷", [30, 600], [12, 36], [400, 540], 8, 0),
  product(7, "electricity", "筑光电信融", [10, 150], [3, 12], [405, 550], 3, 1),
  product(3, "secured", "乌江谷林权贷", [20, 300], [12, 36], [415, 560], 10, 0),
  product(9, "tax", "东屿税金贷", [20, 300], [6, 18], [395, 530], 2, 1),
  product(4, "policy", "山河望小微续贷通", [20, 500], [6, 36], [315, 410], 5, 1),
  product(5, "secured", "众禾设备回租贷", [10, 200], [6, 24], [680, 1020], 3, 0),
  product(8, "starter", "丹河谷小店贷", [3, 50], [3, 12], [480, 650], 2, 0),
  product(10, "staff", "苗岭上就业贷", [5, 100], [6, 24], [400, 560], 5, 0),
  product(11, "electricity", "江界用电快贷", [20, 300], [3, 18], [345, 465], 2, 1),
];

import type { InstitutionKind } from "#lib/registry/model.ts";
import type { Random } from "./random.ts";
import { at } from "./random.ts";

/** Everything named here is invented; 示例 in a name says so to whoever reads it. */
const cityShortNames: Readonly<Record<string, string>> = {
  "5201": "贵阳",
  "5202": "六盘水",
  "5203": "遵义",
  "5204": "安顺",
  "5205": "毕节",
  "5206": "铜仁",
  "5223": "兴义",
  "5226": "凯里",
  "5227": "都匀",
};

/** How likely a city is to house an enterprise. */
export const cityWeights: Readonly<Record<string, number>> = {
  "5201": 32,
  "5202": 10,
  "5203": 19,
  "5204": 6,
  "5205": 10,
  "5206": 7,
  "5223": 6,
  "5226": 5,
  "5227": 5,
};

const brandHeads = [
  ..."青云岚溪禾松竹月晨星明远嘉恒锦瑞泽澄朗茂宏启念拾初见沐桐舟临鹿鸣栖望棠若安知",
];
const brandTails = [
  ..."禾帆屿岭川谷野丰实达源和晟润恩朴诚信行远舍然稼泉石木林原海阳序象合立度和卓",
];
const surnames = [..."石云林江田白秦沈柳方叶温苏章程顾陶傅邱岳骆祝凌鲁简蒙左龙杨罗"];
const givenHeads = [..."小晓若一以知景子书南北青静长永承思向乐"];
const givenTails = [..."溪岚舟禾川岭桐竹松鹿鸣望野星言白棠帆渡石"];

export class Names {
  readonly #taken = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  enterprise(regionCode: string, noun: string): string {
    const city = cityShortNames[regionCode.slice(0, 4)] ?? "黔中";
    for (;;) {
      const brand = this.#random.pick(brandHeads) + this.#random.pick(brandTails);
      const form = this.#random.chance(0.9) ? "有限公司" : "有限责任公司";
      const name = `${city}${brand}示例${noun}${form}`;
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  /** A business outside the world, such as a customer in another province. */
  outsider(): string {
    const place = this.#random.pick([
      "川渝",
      "岭南",
      "江南",
      "湘中",
      "滇东",
      "桂北",
      "黔中",
      "华东",
    ]);
    const brand = this.#random.pick(brandHeads) + this.#random.pick(brandTails);
    const trade = this.#random.pick([
      "贸易",
      "商贸",
      "供应链",
      "物资",
      "实业",
      "工贸",
      "科技",
      "建设",
    ]);
    return `${place}${brand}示例${trade}有限公司`;
  }

  person(): string {
    return (
      this.#random.pick(surnames) + this.#random.pick(givenHeads) + this.#random.pick(givenTails)
    );
  }
}

type InstitutionName = Readonly<{ name: string; shortName: string; kind: InstitutionKind }>;
const institutionNames: readonly InstitutionName[] = [
  { name: "云岭示例银行股份有限公司贵州省分行", shortName: "云岭示例银行", kind: "state_bank" },
  { name: "黔桥示例银行股份有限公司", shortName: "黔桥示例银行", kind: "city_bank" },
  { name: "华川示例银行股份有限公司贵阳分行", shortName: "华川示例银行", kind: "joint_stock_bank" },
  { name: "乌江谷示例农村商业银行股份有限公司", shortName: "乌江谷示例农商行", kind: "rural_bank" },
  { name: "山河望示例银行股份有限公司贵州省分行", shortName: "山河望示例银行", kind: "state_bank" },
  { name: "众禾示例小额贷款有限公司", shortName: "众禾示例小贷", kind: "small_loan_company" },
  { name: "星澜示例银行股份有限公司贵阳分行", shortName: "星澜示例银行", kind: "joint_stock_bank" },
  { name: "筑光示例银行股份有限公司", shortName: "筑光示例银行", kind: "city_bank" },
  { name: "丹河谷示例农村商业银行股份有限公司", shortName: "丹河谷示例农商行", kind: "rural_bank" },
  { name: "东屿示例银行股份有限公司贵阳分行", shortName: "东屿示例银行", kind: "joint_stock_bank" },
  { name: "苗岭上示例农村商业银行股份有限公司", shortName: "苗岭上示例农商行", kind: "rural_bank" },
  { name: "江界示例银行股份有限公司贵州省分行", shortName: "江界示例银行", kind: "state_bank" },
];

/** The institution at this place; beyond the named ones, small rural banks by number. */
export function institutionName(index: number): InstitutionName {
  if (index < institutionNames.length) return at(institutionNames, index);
  const shortName = `第${index + 1}示例村镇银行`;
  return { name: `${shortName}股份有限公司`, shortName, kind: "rural_bank" };
}

export const outsideLenders = [
  "省外甲示例银行",
  "省外乙示例银行",
  "省外丙示例农商行",
  "省外丁示例租赁公司",
] as const;

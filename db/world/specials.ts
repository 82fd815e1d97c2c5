import { makeUscc } from "#lib/kernel/uscc.ts";

export type SpecialEnterprise = Readonly<{
  uscc: string;
  name: string;
  legalRepresentative: string;
  regionCode: string;
  industryCode: string;
  ageMonths: number;
  headcount: number;
  salesWan: number;
  health: number;
}>;

/** A healthy small manufacturer with an account, every kind of data and no loan so far. */
export const demoEnterprise: SpecialEnterprise = {
  uscc: makeUscc("91520112", 100_001),
  name: "贵阳青禾示例食品有限公司",
  legalRepresentative: "石小禾",
  regionCode: "520112",
  industryCode: "C14",
  ageMonths: 102,
  headcount: 46,
  salesWan: 2480,
  health: 1.25,
};

/** As sound as the other, and nobody has registered it: a visitor can. */
export const unregisteredEnterprise: SpecialEnterprise = {
  uscc: makeUscc("91520303", 100_002),
  name: "遵义云帆示例机械制造有限公司",
  legalRepresentative: "云晓帆",
  regionCode: "520303",
  industryCode: "C34",
  ageMonths: 76,
  headcount: 38,
  salesWan: 2150,
  health: 1.15,
};

const specials = [demoEnterprise, unregisteredEnterprise];
export const specialEnterprise = (index: number): SpecialEnterprise | null =>
  specials[index] ?? null;

import { catalogue } from "#lib/intake/catalogue.ts";
import type { PurposeCode } from "#lib/consent/purposes.ts";
import { departmentName } from "#lib/registry/departments.ts";

/** What a form needs to know of an item. */
export type ItemChoice = Readonly<{
  id: string;
  name: string;
  group: string;
  /** Whose it is, and how fresh it is kept. */
  hint: string;
  uses: readonly PurposeCode[];
}>;

const rhythm = { month: "按月", quarter: "按季", year: "按年", day: "逐笔" } as const;
const given = {
  verification: "只给核验结果",
  aggregate: "只给汇总",
  licensed: null,
  upload: null,
  public: null,
} as const;

/** Every item that needs an authorisation; public ones need none. */
export const itemChoices = (): readonly ItemChoice[] =>
  catalogue
    .filter(({ sharing }) => sharing !== "public")
    .map((item) => ({
      id: item.id,
      name: item.name,
      group: item.class,
      hint: [
        departmentName(item.department),
        rhythm[item.period],
        `${item.freshDays} 天内为最新`,
        given[item.sharing],
      ]
        .filter(Boolean)
        .join(" · "),
      uses: item.uses,
    }));

/** Cities and autonomous prefectures of Guizhou, in the order of the national code. */
export const guizhouCities = [
  { code: "520100", name: "贵阳市", short: "贵阳" },
  { code: "520200", name: "六盘水市", short: "六盘水" },
  { code: "520300", name: "遵义市", short: "遵义" },
  { code: "520400", name: "安顺市", short: "安顺" },
  { code: "520500", name: "毕节市", short: "毕节" },
  { code: "520600", name: "铜仁市", short: "铜仁" },
  { code: "522300", name: "黔西南布依族苗族自治州", short: "黔西南" },
  { code: "522600", name: "黔东南苗族侗族自治州", short: "黔东南" },
  { code: "522700", name: "黔南布依族苗族自治州", short: "黔南" },
] as const;

/**
 * The city of a county's code. Counties that changed their own code (水城 520221 → 520204,
 * 黔西 520522 → 520581) kept the city's four digits, so both codes lead to the same city.
 */
export const cityCodeOf = (code: string): string => `${code.slice(0, 4)}00`;

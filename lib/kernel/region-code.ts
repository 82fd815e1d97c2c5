/** Region codes are prefixes: 520000 covers all that begins with 52, 520100 what begins with 5201. */
export const prefixOf = (regionCode: string): string => regionCode.replace(/(00)+$/, "");

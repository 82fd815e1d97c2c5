const plain = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

export const unknownText = "暂无数据";

/** A figure as the reader sees it, with its unit if one is given. */
export function numberText(value: number | null | undefined, unit = ""): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return unknownText;
  const space = unit === "" || unit === "%" ? "" : " ";
  return `${plain.format(value)}${space}${unit}`;
}

export const signedText = (value: number, unit = ""): string =>
  value > 0 ? `+${numberText(value, unit)}` : numberText(value, unit);

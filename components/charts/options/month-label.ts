/** `2026-03` as 3月, with the year where one begins. */
export function monthLabel(month: string, index: number): string {
  const parts = /^(\d{4})-(\d{2})$/.exec(month);
  if (parts === null) return month;
  const number = Number(parts[2]);
  return index === 0 || number === 1 ? `${number}月\n${parts[1]}` : `${number}月`;
}

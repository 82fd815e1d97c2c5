/**
 * The roundest number above `below` and not above `at`: 50 between 47.3 and 52, 0.24 between 0.21 and
 * 0.27. Of several equally round the one nearest to the middle. Every value is on its side of it.
 */
export function roundCut(below: number, at: number): number {
  const span = at - below;
  if (!(span > 0) || !Number.isFinite(span)) return at;
  const start = Math.ceil(Math.log10(Math.max(Math.abs(below), Math.abs(at)))) + 1;
  for (let power = start; power >= start - 16; power--) {
    const cut = multipleNearMiddle(below, at, power);
    if (cut !== null) return cut;
  }
  return at;
}

function multipleNearMiddle(below: number, at: number, power: number): number | null {
  // Dividing by 10ⁿ is exact where multiplying by 10⁻ⁿ is not.
  const scaled = (value: number) => (power >= 0 ? value / 10 ** power : value * 10 ** -power);
  const back = (value: number) => (power >= 0 ? value * 10 ** power : value / 10 ** -power);
  const middle = Math.round(scaled((below + at) / 2));
  for (const candidate of [middle, middle - 1, middle + 1]) {
    const cut = back(candidate);
    if (cut > below && cut <= at) return cut === 0 ? 0 : cut;
  }
  return null;
}

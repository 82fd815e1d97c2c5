/** Numbers in [0, 1) that a seed fixes (mulberry32), so that the same command gives the same card. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffle(rows: Int32Array, random: () => number): Int32Array {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = rows[at] ?? 0;
    rows[at] = rows[other] ?? 0;
    rows[other] = kept;
  }
  return rows;
}

import type { Attribute, Bound, Characteristic } from "./model.ts";

/** A place on the number line: just at the value (0), or just after it (1). */
type Place = Readonly<{ value: number; after: 0 | 1 }>;
type Stretch = Readonly<{ start: Place; end: Place }>;

/**
 * The same characteristic with what "the first that is true wins" means written out: a bin gives up
 * what a bin before it takes, a category too. No enterprise scores otherwise; what can be seen as an
 * overlap afterwards is one. Tools that write `< 10`, `< 20`, … mean `< 10`, `[10, 20)`, ….
 */
export function disjoint(characteristic: Characteristic): Characteristic {
  const taken: Stretch[] = [];
  const named = new Set<number | string>();
  const attributes = characteristic.attributes.map((attribute): Attribute => {
    const { when } = attribute;
    if (when.kind === "values") {
      const values = [...new Set(when.values)].filter((value) => !named.has(value));
      when.values.forEach((value) => named.add(value));
      return values.length > 0 ? { ...attribute, when: { kind: "values", values } } : attribute;
    }
    if (when.kind !== "interval") return attribute;
    const whole = stretchOf(when.from, when.to);
    const left = taken.reduce<Stretch | null>(
      (rest, one) => (rest ? without(rest, one) : null),
      whole,
    );
    taken.push(whole);
    return left ? { ...attribute, when: { kind: "interval", ...boundsOf(left) } } : attribute;
  });
  return { ...characteristic, attributes };
}

const stretchOf = (from: Bound | null, to: Bound | null): Stretch => ({
  start: from ? { value: from.value, after: from.closed ? 0 : 1 } : { value: -Infinity, after: 0 },
  end: to ? { value: to.value, after: to.closed ? 1 : 0 } : { value: Infinity, after: 1 },
});

const boundsOf = ({ start, end }: Stretch) => ({
  from: start.value === -Infinity ? null : { value: start.value, closed: start.after === 0 },
  to: end.value === Infinity ? null : { value: end.value, closed: end.after === 1 },
});

/** What is left of one stretch; null where nothing is, or where two pieces would be. */
function without(whole: Stretch, other: Stretch): Stretch | null {
  if (!isBefore(other.start, whole.end) || !isBefore(whole.start, other.end)) return whole;
  const leftOver = isBefore(whole.start, other.start);
  const rightOver = isBefore(other.end, whole.end);
  if (leftOver === rightOver) return null;
  return leftOver ? { start: whole.start, end: other.start } : { start: other.end, end: whole.end };
}

const isBefore = (one: Place, other: Place): boolean =>
  one.value < other.value || (one.value === other.value && one.after < other.after);

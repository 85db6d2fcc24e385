/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 to `max`, both included. */
  upTo(max: number): number;
  chance(probability: number): boolean;
  /** The first item is taken most often, the nth about 1/n as often, as words are in real text. */
  zipf<T>(items: readonly T[]): T;
  /** One item, and another for each of `steps` (0 to 1, rising) that the dice reach; no item twice. */
  some<T>(items: readonly T[], steps: number[]): T[];
  shuffle<T>(items: readonly T[]): T[];
}

export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const upTo = (max: number) => Math.floor(next() * (max + 1));
  const zipf = <T>(items: readonly T[]): T => {
    const sums = harmonicSums(items.length);
    return items[firstAtLeast(sums, next() * (sums.at(-1) ?? 0))] as T;
  };
  const some = <T>(items: readonly T[], steps: number[]): T[] => {
    const dice = next();
    const count = 1 + steps.filter((step) => dice >= step).length;
    const chosen = new Set<T>();
    while (chosen.size < count) chosen.add(zipf(items));
    return [...chosen];
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const order = items.map((item) => ({ item, key: next() }));
    return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
  };
  return { upTo, chance: (probability) => next() < probability, zipf, some, shuffle };
}

/** Numbers from 0 to below 1, by Tommy Ettinger's public-domain generator. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sumsByLength = new Map<number, number[]>();

/** 1, 1 + 1/2, 1 + 1/2 + 1/3 … */
function harmonicSums(length: number): number[] {
  const known = sumsByLength.get(length);
  if (known) return known;
  let sum = 0;
  const sums = Array.from({ length }, (_, index) => (sum += 1 / (index + 1)));
  sumsByLength.set(length, sums);
  return sums;
}

function firstAtLeast(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

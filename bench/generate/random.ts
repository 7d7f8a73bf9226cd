/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** The random numbers that follow from a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(unit() * bound);
  return { below, pick: (from) => from[below(from.length)]! };
}

/**
 * Picks few of the positions often and many of them seldom, as stacks occur in a real dump: the one at position n has
 * the weight 1 / (n + 1).
 *
 * @param count of positions; the result is below it
 */
export function skewed(count: number, random: Random): () => number {
  const bounds: number[] = [];
  let sum = 0;
  for (let position = 0; position < count; position++) bounds.push((sum += 1 / (position + 1)));
  const scale = sum / 2 ** 30;
  return () => {
    const at = random.below(2 ** 30) * scale;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bounds[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

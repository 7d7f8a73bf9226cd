/** Pseudo-random numbers, identical in every run. */
export interface Random {
  /** An integer from 0 to `bound`, exclusive. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** Pseudo-random numbers from a seed (mulberry32). */
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
 * Picks a few positions often and most of them rarely, as stacks occur in a real dump: position n has the weight 1 / (n + 1).
 *
 * @param count number of positions
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

/**
 * A set of goroutine ids. With 100,000 ids, a `Set` takes as much time as the rest of reading the headers, and more
 * memory.
 */
export class IdSet {
  /** Odd, and random per set, so that nobody can write a text whose ids all collide. */
  private readonly lowFactor = oddNumber();
  private readonly highFactor = oddNumber();
  private bits = 6;
  /** 2^bits slots, at least half of them free. A free slot is 0. */
  private slots = new Float64Array(1 << this.bits);
  private count = 0;

  /** @param id not 0 */
  has(id: number): boolean {
    const { slots, bits, lowFactor, highFactor } = this;
    return slots[slotOf(id, slots, bits, lowFactor, highFactor)] === id;
  }

  /**
   * Adds the ids from index `from` to index `to`, exclusive. Stops at the first id that is already in the set. 0 is not
   * stored and always counts as new.
   *
   * @param ids whole numbers
   * @returns index of the id that was already in the set; `to` if there was none
   */
  addNew(ids: Float64Array, from: number, to: number): number {
    let index = from;
    while (index < to) {
      const { slots, bits, lowFactor, highFactor } = this;
      const end = Math.min(to, index + slots.length / 2 - this.count);
      const known = addToSlots(ids, index, end, slots, bits, lowFactor, highFactor);
      this.count += known - index;
      if (known < end) return known;
      index = end;
      if (this.count >= slots.length / 2) this.grow();
    }
    return to;
  }

  private grow(): void {
    const old = this.slots;
    this.bits += 2;
    this.slots = new Float64Array(1 << this.bits);
    addToSlots(old, 0, old.length, this.slots, this.bits, this.lowFactor, this.highFactor);
  }
}

// The work per id is in functions that take only numbers and typed arrays: V8 keeps their compiled code from one dump
// to the next.

function addToSlots(
  ids: Float64Array,
  from: number,
  to: number,
  slots: Float64Array,
  bits: number,
  lowFactor: number,
  highFactor: number,
): number {
  for (let index = from; index < to; index++) {
    const id = ids[index]!;
    const slot = slotOf(id, slots, bits, lowFactor, highFactor);
    if (slots[slot] === id && id !== 0) return index;
    slots[slot] = id;
  }
  return to;
}

/** The slot that contains the id, or the free slot where it belongs. */
function slotOf(
  id: number,
  slots: Float64Array,
  bits: number,
  lowFactor: number,
  highFactor: number,
): number {
  const hash = Math.imul(id | 0, lowFactor) + Math.imul((id / 0x100000000) | 0, highFactor);
  const mask = (1 << bits) - 1;
  let slot = hash >>> (32 - bits);
  while (slots[slot] !== 0 && slots[slot] !== id) slot = (slot + 1) & mask;
  return slot;
}

function oddNumber(): number {
  return (Math.random() * 0x100000000) | 1;
}

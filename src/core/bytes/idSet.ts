/**
 * The ids of a section's goroutines. A `Set` of a hundred thousand numbers takes as much time as all else that is done for
 * a goroutine's header, and more memory.
 */
export class IdSet {
  /** Odd and the set's own, so that nobody can write a text whose ids all collide. */
  private readonly lowFactor = oddNumber();
  private readonly highFactor = oddNumber();
  private bits = 6;
  /** 2^bits slots, of which at least half are free; 0 for a free one. */
  private slots = new Float64Array(1 << this.bits);
  private count = 0;

  /** @param id not 0 */
  has(id: number): boolean {
    const { slots, bits, lowFactor, highFactor } = this;
    return slots[slotOf(id, slots, bits, lowFactor, highFactor)] === id;
  }

  /**
   * Adds ids from index `from` to `to`, exclusive, but stops at the first one that is in the set already; 0 is ignored, and
   * always new.
   *
   * @param ids whole numbers
   * @returns the index of the one that was known; `to` if there was none
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

// What is done for each id is done in functions of numbers and their arrays alone: V8 keeps their code from one dump to the
// next.

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

/** The slot that has the id, or is free for it. */
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

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
    return this.slots[this.slotOf(id)] === id;
  }

  /**
   * @param id a whole number; 0 is ignored, and always new
   * @returns whether it was new
   */
  add(id: number): boolean {
    const slot = this.slotOf(id);
    if (this.slots[slot] === id) return id === 0;
    this.slots[slot] = id;
    this.count++;
    if (this.count >> (this.bits - 1) > 0) this.grow();
    return true;
  }

  private slotOf(id: number): number {
    const { slots, bits } = this;
    const hash = Math.imul(id | 0, this.lowFactor) + Math.imul((id / 0x100000000) | 0, this.highFactor);
    let slot = hash >>> (32 - bits);
    while (slots[slot] !== 0 && slots[slot] !== id) slot = (slot + 1) & ((1 << bits) - 1);
    return slot;
  }

  private grow(): void {
    const old = this.slots;
    this.bits += 2;
    this.slots = new Float64Array(1 << this.bits);
    for (const id of old) if (id !== 0) this.slots[this.slotOf(id)] = id;
  }
}

function oddNumber(): number {
  return (Math.random() * 0x100000000) | 1;
}

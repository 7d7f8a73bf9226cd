/**
 * Where keys of one place of a stack part: which key has which byte at a position of another, with which it agrees up to
 * there. An open hash table.
 */
export class Branches {
  /** Odd and the table's own, so that nobody can write a text whose branches all collide. */
  private readonly factor = (Math.random() * 0x100000000) | 1;
  private count = 0;
  /** The table has 2^bits slots. */
  private bits = 6;
  /** Three numbers a slot: the position, the byte, and the key that has it; 0 for a free slot. */
  private slots = new Uint32Array(3 << this.bits);

  /** The key that has the byte; 0 if there is none. */
  find(position: number, byte: number): number {
    return this.slots[this.slotOf(position, byte) + 2]!;
  }

  /** @param key not 0 */
  add(position: number, byte: number, key: number): void {
    if (this.count >> (this.bits - 1) > 0) this.grow();
    this.put(position, byte, key);
    this.count++;
  }

  private put(position: number, byte: number, key: number): void {
    const slot = this.slotOf(position, byte);
    this.slots[slot] = position;
    this.slots[slot + 1] = byte;
    this.slots[slot + 2] = key;
  }

  private slotOf(position: number, byte: number): number {
    const { slots, bits } = this;
    const hash = Math.imul((position << 8) ^ (position >>> 24) ^ byte, this.factor);
    for (let n = hash >>> (32 - bits); ; n = (n + 1) & ((1 << bits) - 1)) {
      const slot = n * 3;
      if (slots[slot + 2] === 0 || (slots[slot] === position && slots[slot + 1] === byte)) return slot;
    }
  }

  private grow(): void {
    const old = this.slots;
    this.bits++;
    this.slots = new Uint32Array(3 << this.bits);
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot + 2] !== 0) this.put(old[slot]!, old[slot + 1]!, old[slot + 2]!);
    }
  }
}

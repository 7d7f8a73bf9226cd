/**
 * Interns byte strings without decoding them: equal bytes have the same number, counted from 0. The hash is that of
 * FNV-1a, but with a factor of the table's own, so that nobody can write a text whose strings all collide. Another start
 * would not do: strings of one length that collide do so from every start with the same low byte.
 */
export class ByteTable {
  /** Odd, and 5 modulo 8, so that the low bits mix too. */
  private readonly factor = ((Math.random() * 0x100000000) & ~7) | 5;
  private slots = new Int32Array(64).fill(-1);
  private bytes = new Uint8Array(1024);
  private readonly ends: number[] = [];
  private readonly hashes: number[] = [];

  get count(): number {
    return this.ends.length;
  }

  /** The number of the bytes from `start` to `end`, which is `count` before the call if they are new. */
  intern(text: Uint8Array, start: number, end: number): number {
    const { factor } = this;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text[at]!, factor);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const index = this.slots[slot]!;
      if (index < 0) break;
      if (this.hashes[index] === hash && this.equals(index, text, start, end)) return index;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = this.add(hash, text, start, end);
    if (this.count * 2 > this.slots.length) this.rehash();
    return this.count - 1;
  }

  private equals(index: number, text: Uint8Array, start: number, end: number): boolean {
    const from = index === 0 ? 0 : this.ends[index - 1]!;
    if (this.ends[index]! - from !== end - start) return false;
    for (let at = start, own = from; at < end; at++, own++) {
      if (text[at] !== this.bytes[own]) return false;
    }
    return true;
  }

  private add(hash: number, text: Uint8Array, start: number, end: number): number {
    const from = this.ends.at(-1) ?? 0;
    const to = from + end - start;
    if (to > this.bytes.length) {
      const grown = new Uint8Array(Math.max(to, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(text.subarray(start, end), from);
    this.hashes.push(hash);
    return this.ends.push(to) - 1;
  }

  private rehash(): void {
    const mask = this.slots.length * 2 - 1;
    this.slots = new Int32Array(mask + 1).fill(-1);
    this.hashes.forEach((hash, index) => {
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = index;
    });
  }
}

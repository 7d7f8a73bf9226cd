/** A growable array of unsigned 32-bit integers. */
export class Column {
  values = new Uint32Array(64);
  length = 0;

  push(value: number): void {
    this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Appends `values[first]`, `values[first + 2]` and so on, each minus `base`. */
  pushEveryOther(values: Int32Array, first: number, base: number): void {
    const count = Math.ceil((values.length - first) / 2);
    this.reserve(count);
    copyEveryOther(values, first, base, this.values, this.length);
    this.length += count;
  }

  private reserve(count: number): void {
    let room = this.values.length;
    if (this.length + count <= room) return;
    while (room < this.length + count) room *= 2;
    const grown = new Uint32Array(room);
    grown.set(this.values);
    this.values = grown;
  }
}

function copyEveryOther(
  values: Int32Array,
  first: number,
  base: number,
  column: Uint32Array,
  at: number,
): void {
  for (let n = first; n < values.length; n += 2) column[at++] = values[n]! - base;
}

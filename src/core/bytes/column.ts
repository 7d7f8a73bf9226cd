/** A column of unsigned integers that grows. */
export class Column {
  values = new Uint32Array(64);
  length = 0;

  push(value: number): void {
    this.reserve(1);
    this.values[this.length++] = value;
  }

  /** Appends every other one of the values, from number `first` on, each less by an amount. */
  pushEveryOther(values: Int32Array, first: number, less: number): void {
    const count = Math.ceil((values.length - first) / 2);
    this.reserve(count);
    copyEveryOther(values, first, less, this.values, this.length);
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
  less: number,
  column: Uint32Array,
  at: number,
): void {
  for (let n = first; n < values.length; n += 2) column[at++] = values[n]! - less;
}

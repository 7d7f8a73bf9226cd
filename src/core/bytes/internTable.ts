/** A table that stores equal values once. Values are equal if they have the same key. */
export class InternTable<T> {
  readonly values: T[] = [];
  private readonly indices = new Map<string, number>();

  constructor(private readonly keyOf: (value: T) => string) {}

  /** @returns the index of the value in `values` */
  add(value: T): number {
    const key = this.keyOf(value);
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.values.length);
    return this.values.push(value) - 1;
  }

  get(index: number): T {
    return this.values[index]!;
  }
}

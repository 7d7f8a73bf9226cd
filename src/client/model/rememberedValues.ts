/** Storage that outlives the session: the part of VS Code's `Memento` that is used. */
export interface Memory {
  get<T>(key: string, otherwise: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Maximum number of uris whose values are stored under one key. */
const maxStored = 100;

/** Values by uri that outlive the session. Of many, those that were set last are kept. */
export class RememberedValues<Value> {
  constructor(
    private readonly memory: Memory,
    private readonly key: string,
  ) {}

  of(uri: string): Value | undefined {
    return this.all[uri];
  }

  /** @param value undefined to forget it */
  async set(uri: string, value: Value | undefined): Promise<void> {
    const others = Object.entries(this.all).filter(([other]) => other !== uri);
    const all = value === undefined ? others : [...others, [uri, value] as const];
    await this.memory.update(this.key, Object.fromEntries(all.slice(-maxStored)));
  }

  private get all(): Readonly<Record<string, Value>> {
    return this.memory.get(this.key, {});
  }
}

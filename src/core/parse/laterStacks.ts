import type { Dump } from '../model/dump';
import {
  columnNames,
  type Columns,
  type GoroutineIndex,
  type Goroutines,
  goroutinesOf,
  idNumbers,
} from '../model/goroutines';

/** A goroutine without a stack, and the same one where its thread has printed the stack. */
interface Pair {
  readonly without: GoroutineIndex;
  readonly later: GoroutineIndex;
}

/**
 * Finds the goroutines that a dump has twice: of a goroutine that runs on another thread, the thread that prints all
 * goroutines prints no stack (`tracebackothers` in runtime/traceback.go), but if the other thread fails too, it prints
 * the goroutine again after that, with its stack (`dopanic_m` in runtime/panic.go, Go 1.1 to 1.26).
 */
export class LaterStacks {
  private readonly pairs: Pair[] = [];
  /** The goroutines of the current section whose stacks are unavailable, by id. */
  private readonly without = new Map<number, GoroutineIndex>();
  /** By index into the stacks; empty for most dumps. */
  private readonly unavailable: ReadonlySet<number>;
  private readonly ids: Float64Array;

  constructor(
    private readonly goroutines: Goroutines,
    stacks: Dump['stacks'],
  ) {
    this.ids = idNumbers(goroutines.id);
    this.unavailable = new Set(stacks.flatMap(({ unavailable }, index) => (unavailable ? [index] : [])));
  }

  /** Begins a section with the goroutine, which a stack before it cannot belong to. */
  beginSection(first: GoroutineIndex): void {
    this.without.clear();
    while (this.pairs.length > 0 && this.pairs.at(-1)!.later >= first) this.pairs.pop();
  }

  /** Adds goroutines of the current section; `to` is exclusive. */
  add(from: GoroutineIndex, to: GoroutineIndex): void {
    if (this.unavailable.size === 0) return;
    for (let index = from; index < to; index++) {
      if (this.isUnavailable(index)) this.without.set(this.ids[index]!, index);
    }
  }

  /** Whether the goroutine is one of the current section whose stack was unavailable there. */
  has(later: GoroutineIndex): boolean {
    return this.without.has(this.ids[later]!) && !this.isUnavailable(later);
  }

  /** Whether the stack of the goroutine is unavailable where it stands. */
  isUnavailable(goroutine: GoroutineIndex): boolean {
    return this.unavailable.has(this.goroutines.stack[goroutine]!);
  }

  /** Puts the goroutine in place of the one without a stack. False unless `has`. */
  take(later: GoroutineIndex): boolean {
    if (!this.has(later)) return false;
    const id = this.ids[later]!;
    this.pairs.push({ without: this.without.get(id)!, later });
    this.without.delete(id);
    return true;
  }

  /** Indices of the goroutines without stacks that come again, in ascending order. */
  replaced(): readonly GoroutineIndex[] {
    return this.pairs.map(({ without }) => without).sort((a, b) => a - b);
  }
}

/** @param left indices in ascending order */
export function withoutGoroutines(goroutines: Goroutines, left: readonly GoroutineIndex[]): Goroutines {
  if (left.length === 0) return goroutines;
  const out = new Set(left);
  const length = goroutines.length - left.length;
  const kept = columnNames.map((name) => {
    const column = name === 'id' ? idNumbers(goroutines.id) : goroutines[name];
    return [name, column.filter((_, index) => !out.has(index))] as const;
  });
  return goroutinesOf(Object.fromEntries(kept) as unknown as Columns, length);
}

import { appendTo } from '../bytes/appendTo';
import type { Dump } from '../model/dump';
import { goroutineId, type GoroutineIndex } from '../model/goroutines';
import type { StackFrame } from '../model/stack';
import type { GoroutineGroup } from './groupDump';

/** Goroutines of one group that created goroutines, which are of one group too or were all created at one place. */
export interface Creation {
  /** The group of the creators; undefined if none of the dump's goroutines is known to be one: it has ended. */
  readonly from: GoroutineGroup | undefined;
  /** The creators, in the order of the text; those that may be it if `basis` is `function`. */
  readonly creators: readonly GoroutineIndex[];
  /** The created goroutines, in the order of the text; never empty. */
  readonly created: readonly GoroutineIndex[];
  /** Number of goroutines that `created` stands for. */
  readonly count: number;
  /** The `go` statement that started the first of them. */
  readonly frame: StackFrame;
  /**
   * How the creators are known: by the id that Go prints from 1.21 on, or because the function with the `go` statement is on
   * their stacks.
   */
  readonly basis: 'id' | 'function';
}

/** Goroutines that were created by goroutines of a group; they are of one group. */
export interface Created extends Creation {
  readonly to: GoroutineGroup;
}

/** Who created the goroutines of a process. All that is kept is linear in their number. */
export class Creators {
  private readonly groupOfGoroutine = new Map<GoroutineIndex, GoroutineGroup>();
  private readonly withId = new Map<number, GoroutineIndex>();
  /** The goroutines of each creator, by its id. */
  private readonly byCreator = new Map<number, GoroutineIndex[]>();
  /** The goroutines that do not know the id of their creator, by the function that created them. */
  private readonly byFunction = new Map<string, GoroutineIndex[]>();
  /** The groups that have a function on their stack. */
  private readonly withFunction = new Map<string, GoroutineGroup[]>();

  /** @param groups the goroutines of one process by stack: ids are unique only within a process */
  constructor(
    private readonly dump: Dump,
    groups: readonly GoroutineGroup[],
  ) {
    for (const group of groups) {
      const { members, stack } = group;
      for (const name of new Set(stack.frames.map((frame) => frame.function)))
        appendTo(this.withFunction, name, group);
      for (const index of members) {
        this.groupOfGoroutine.set(index, group);
        const id = goroutineId(dump.goroutines, index);
        if (id !== undefined) this.withId.set(id, index);
        const creator = dump.goroutines.creatorId[index]!;
        if (creator > 0) appendTo(this.byCreator, creator, index);
        else if (stack.createdBy !== undefined) appendTo(this.byFunction, stack.createdBy.function, index);
      }
    }
  }

  /** The group of a goroutine; undefined if it is of another process. */
  groupOf(goroutine: GoroutineIndex): GoroutineGroup | undefined {
    return this.groupOfGoroutine.get(goroutine);
  }

  /** The goroutine with the id. */
  goroutine(id: number): GoroutineIndex | undefined {
    return this.withId.get(id);
  }

  /** Who created the goroutines, those who created most first. */
  creatorsOf(goroutines: readonly GoroutineIndex[]): readonly Creation[] {
    const found = new Map<GoroutineGroup | string, Found>();
    const withoutId = new Map<string, GoroutineIndex[]>();
    for (const index of goroutines) {
      const frame = this.creationOf(index);
      if (frame === undefined) continue;
      const id = this.dump.goroutines.creatorId[index]!;
      if (id === 0) {
        appendTo(withoutId, frame.function, index);
        continue;
      }
      const creator = this.withId.get(id);
      const from = creator === undefined ? undefined : this.groupOfGoroutine.get(creator);
      const one = entry(found, from ?? frame.function, { from, frame, basis: 'id' });
      if (creator !== undefined) one.creators.add(creator);
      one.created.push(index);
    }
    const byId = [...found.values()].map((one) => this.creation(one));
    const byFunction = Array.from(withoutId, ([name, created]) => {
      const frame = this.creationOf(created[0]!)!;
      const groups = this.withFunction.get(name) ?? [undefined];
      return groups.map((from) =>
        this.creation({ from, frame, basis: 'function', creators: new Set(from?.members), created }),
      );
    });
    return [...byId, ...byFunction.flat()].sort(mostFirst);
  }

  /** What the goroutines created, by group, most first. */
  createdBy(goroutines: readonly GoroutineIndex[]): readonly Created[] {
    const found = new Map<GoroutineGroup, Found>();
    const addCreated = (index: GoroutineIndex, creator: GoroutineIndex, basis: Creation['basis']) => {
      const frame = this.creationOf(index);
      if (frame === undefined) return;
      const from = this.groupOfGoroutine.get(creator);
      const one = entry(found, this.groupOfGoroutine.get(index)!, { from, frame, basis });
      one.creators.add(creator);
      one.created.push(index);
    };
    /** A goroutine for each function that is on a stack. */
    const functions = new Map<string, GoroutineIndex>();
    const groups = new Set<GoroutineGroup>();
    for (const creator of goroutines) {
      const id = goroutineId(this.dump.goroutines, creator);
      for (const index of (id === undefined ? undefined : this.byCreator.get(id)) ?? []) {
        addCreated(index, creator, 'id');
      }
      const group = this.groupOfGoroutine.get(creator);
      if (group === undefined || groups.has(group)) continue;
      groups.add(group);
      for (const frame of group.stack.frames) functions.set(frame.function, creator);
    }
    for (const [name, creator] of functions) {
      for (const index of this.byFunction.get(name) ?? []) addCreated(index, creator, 'function');
    }
    return Array.from(found, ([to, one]) => ({ ...this.creation(one), to })).sort(mostFirst);
  }

  private creationOf(goroutine: GoroutineIndex): StackFrame | undefined {
    return this.dump.stacks[this.dump.goroutines.stack[goroutine]!]!.createdBy;
  }

  private creation({ creators, created, ...found }: Found): Creation {
    const inOrder = (indices: Iterable<GoroutineIndex>) => [...indices].sort((a, b) => a - b);
    const count = created.reduce((sum, index) => sum + this.dump.goroutines.count[index]!, 0);
    return { ...found, creators: inOrder(creators), created: inOrder(created), count };
  }
}

interface Found extends Pick<Creation, 'from' | 'frame' | 'basis'> {
  readonly creators: Set<GoroutineIndex>;
  readonly created: GoroutineIndex[];
}

/** The entry of a key, which is added if there is none. */
function entry<Key>(
  found: Map<Key, Found>,
  key: Key,
  first: Pick<Creation, 'from' | 'frame' | 'basis'>,
): Found {
  let one = found.get(key);
  if (one === undefined) found.set(key, (one = { ...first, creators: new Set(), created: [] }));
  return one;
}

function mostFirst(one: Creation, other: Creation): number {
  return other.count - one.count;
}

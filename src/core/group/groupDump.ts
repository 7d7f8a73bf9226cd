import type { Dump, Frame, GoroutineIndex, Section, Stack, State, StateClass } from '../model';
import { headlineFrame } from './headline';
import { type GroupContext, type GroupKey, type KeyValue, valueOf } from './keys';

/** Goroutines that are alike. */
export interface GoroutineGroup {
  /** Depends on the key and on its value alone: the same group of another dump has the same id. */
  readonly id: string;
  /** What they have in common, where the key is not the stack. */
  readonly title: string | undefined;
  /** In the order of the text, never empty. */
  readonly members: readonly GoroutineIndex[];
  /** How many goroutines the members stand for. */
  readonly count: number;
  readonly states: ReadonlyMap<State, number>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  /** The class of most of its goroutines. */
  readonly class: StateClass;
  /** The first member's. */
  readonly stack: Stack;
  /** The first frame of the user's own code, else the best there is; undefined for an empty stack. */
  readonly headline: Frame | undefined;
}

/**
 * The groups of all goroutines of a text, or of those of one section: largest first, and in the order of the text where
 * the size is the same.
 */
export function groupDump(
  dump: Dump,
  key: GroupKey,
  context: GroupContext,
  section?: Section,
): readonly GoroutineGroup[] {
  const groups = new Map<string, GroupBuilder>();
  const value = valueOf(key, dump, context);
  const first = section?.firstGoroutine ?? 0;
  const end = section === undefined ? dump.goroutines.count : first + section.goroutineCount;
  for (let goroutine = first; goroutine < end; goroutine++) {
    const keyValue = value(goroutine);
    let group = groups.get(keyValue.value);
    if (group === undefined) groups.set(keyValue.value, (group = new GroupBuilder(dump, key, keyValue)));
    group.add(goroutine);
  }
  return [...groups.values()].map((group) => group.build(context)).sort((a, b) => b.count - a.count);
}

class GroupBuilder {
  private readonly members: GoroutineIndex[] = [];
  private readonly states = new Map<State, number>();
  private count = 0;
  private min = Infinity;
  private max = 0;

  constructor(
    private readonly dump: Dump,
    private readonly key: GroupKey,
    private readonly keyValue: KeyValue,
  ) {}

  add(goroutine: GoroutineIndex): void {
    const columns = this.dump.goroutines;
    const state = this.dump.states[columns.state[goroutine]!]!;
    const times = columns.times[goroutine]!;
    const minutes = columns.waitMinutes[goroutine]!;
    this.members.push(goroutine);
    this.states.set(state, (this.states.get(state) ?? 0) + times);
    this.count += times;
    this.min = Math.min(this.min, minutes);
    this.max = Math.max(this.max, minutes);
  }

  build({ isUserCode }: GroupContext): GoroutineGroup {
    const stack = this.dump.stacks[this.dump.goroutines.stack[this.members[0]!]!]!;
    return {
      id: hashText(`${this.key}\n${this.keyValue.value}`),
      title: this.keyValue.title,
      members: this.members,
      count: this.count,
      states: this.states,
      waitMinutes: { min: this.min, max: this.max },
      class: commonClass(this.states),
      stack,
      headline: headlineFrame(stack, isUserCode),
    };
  }
}

function commonClass(states: ReadonlyMap<State, number>): StateClass {
  const classes = new Map<StateClass, number>();
  for (const [state, count] of states) classes.set(state.class, (classes.get(state.class) ?? 0) + count);
  return [...classes].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Two 32-bit FNV-1a hashes with different starts: 64 bits, so that no two of a dump's groups share an id. */
function hashText(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    low = Math.imul(low ^ char, 0x01000193);
    high = Math.imul(high ^ char ^ (low >>> 24), 0x01000193);
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36).padStart(7, '0');
}

import type { UserCode } from '../go/userCode';
import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Section } from '../model/section';
import type { StackFrame, Stack } from '../model/stack';
import type { State, StateClass } from '../model/state';
import { headlineFrame } from './headline';
import { type GroupContext, type GroupKey, isOfStack, type KeyValue, type PartKey, valueOf } from './keys';

/** Goroutines with the same key. */
export interface GoroutineGroup {
  /** Depends only on the key and its value, so the same group of another dump has the same id. */
  readonly id: string;
  readonly key: PartKey;
  /** What the goroutines have in common; undefined if their stacks say it. */
  readonly title: string | undefined;
  /** In the order of the text, never empty. */
  readonly members: readonly GoroutineIndex[];
  /** Number of goroutines that the members stand for. */
  readonly count: number;
  /** The count without a filter, which may select only some of the goroutines. */
  readonly fullCount: number;
  readonly states: ReadonlyMap<State, number>;
  readonly waitMinutes: { readonly min: number; readonly max: number };
  /** The most frequent class. */
  readonly class: StateClass;
  /** The stack of the first member. */
  readonly stack: Stack;
  /** The headline frame (`headlineFrame`); undefined for an empty stack. */
  readonly headline: StackFrame | undefined;
}

/**
 * The groups of all goroutines of a text or of one section, sorted by count, then by their order in the text.
 */
export function groupDump(
  dump: Dump,
  key: GroupKey,
  context: GroupContext,
  section?: Section,
): readonly GoroutineGroup[] {
  const { length: count, stack } = dump.goroutines;
  const first = section?.firstGoroutine ?? 0;
  const end = section === undefined ? count : first + section.goroutineCount;
  const value = valueOf(key, dump, context);
  const values: KeyValue[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (goroutine: GoroutineIndex): number => {
    const keyValue = value(goroutine);
    let number = numbers.get(keyValue.value);
    if (number === undefined) numbers.set(keyValue.value, (number = values.push(keyValue) - 1));
    return number;
  };
  const groups = isOfStack(key)
    ? groupsByStack(stack.subarray(first, end), dump.stacks.length, (n) => numberOf(first + n))
    : Uint32Array.from({ length: end - first }, (_, n) => numberOf(first + n));
  const members = membersOf(groups, first, values.length);
  const make = groupMaker(dump, context.isUserCode);
  return values
    .map(({ value, title }, number) =>
      make({ id: hashText(`${key}\n${value}`), key, title }, members[number]!),
    )
    .sort((a, b) => b.count - a.count);
}

/**
 * The parts of a group by another key, sorted like groups. The id of a part begins with that of the group and a slash.
 */
export function divideGroup(
  dump: Dump,
  group: GoroutineGroup,
  key: PartKey,
  context: GroupContext,
): readonly GoroutineGroup[] {
  const value = valueOf(key, dump, context);
  const parts = new Map<string, { readonly title: string | undefined; readonly members: GoroutineIndex[] }>();
  for (const member of group.members) {
    const { value: own, title } = value(member);
    const part = parts.get(own);
    if (part === undefined) parts.set(own, { title, members: [member] });
    else part.members.push(member);
  }
  const make = groupMaker(dump, context.isUserCode);
  return Array.from(parts, ([own, { title, members }]) =>
    make({ id: `${group.id}/${hashText(`${key}\n${own}`)}`, key, title }, members),
  ).sort((a, b) => b.count - a.count);
}

/** Identifies a group; the same for any part of it. */
export type GroupName = Pick<GoroutineGroup, 'id' | 'key' | 'title'>;

/** Returns a function that makes a group of goroutines: at least one, in the order of the text. */
export function groupMaker(
  dump: Dump,
  isUserCode: UserCode,
): (name: GroupName, members: readonly GoroutineIndex[]) => GoroutineGroup {
  const { state, count: entryCounts, waitMinutes, stack: stacks } = dump.goroutines;
  // Allocated once: each group leaves all counts at 0.
  const counts = new Float64Array(dump.states.length);
  return ({ id, key, title }, members) => {
    const stack = dump.stacks[stacks[members[0]!]!]!;
    const found = countStates(members, state, entryCounts, counts);
    const states = new Map(found.map((number) => [dump.states[number]!, counts[number]!]));
    for (const number of found) counts[number] = 0;
    const count = [...states.values()].reduce((sum, each) => sum + each, 0);
    return {
      id,
      key,
      title,
      members,
      count,
      fullCount: count,
      states,
      waitMinutes: rangeOf(members, waitMinutes),
      class: commonClass(states),
      stack,
      headline: headlineFrame(stack, isUserCode),
    };
  };
}

// The work per goroutine is in functions that take only arrays of numbers: V8 keeps their compiled code from one dump
// to the next, but drops code for a dump's objects with the last dump.

/**
 * The group of each goroutine if it depends only on the stack. `groupOf` is called for the first goroutine of each
 * stack.
 */
function groupsByStack(
  stacks: Uint32Array,
  stackCount: number,
  groupOf: (index: number) => number,
): Uint32Array {
  const ofStack = new Uint32Array(stackCount);
  for (const index of firstOfEach(stacks, stackCount)) ofStack[stacks[index]!] = groupOf(index);
  return lookedUp(stacks, ofStack);
}

/** The index where each number occurs first, in ascending order. All numbers are below `end`. */
function firstOfEach(numbers: Uint32Array, end: number): number[] {
  const isFound = new Uint8Array(end);
  const firsts: number[] = [];
  for (let n = 0; n < numbers.length; n++) {
    if (isFound[numbers[n]!] !== 0) continue;
    isFound[numbers[n]!] = 1;
    firsts.push(n);
  }
  return firsts;
}

function lookedUp(numbers: Uint32Array, table: Uint32Array): Uint32Array {
  const values = new Uint32Array(numbers.length);
  for (let n = 0; n < numbers.length; n++) values[n] = table[numbers[n]!]!;
  return values;
}

/** The goroutines of each group. */
function membersOf(groups: Uint32Array, first: GoroutineIndex, groupCount: number): GoroutineIndex[][] {
  const counts = new Uint32Array(groupCount);
  for (const group of groups) counts[group]!++;
  // Arrays with their final lengths: growing them takes twice as long.
  const members = Array.from(counts, (count) => new Array<GoroutineIndex>(count));
  counts.fill(0);
  for (let n = 0; n < groups.length; n++) {
    const group = groups[n]!;
    members[group]![counts[group]!++] = first + n;
  }
  return members;
}

/**
 * Adds the count of each member to the count of its state.
 *
 * @param counts one per state, all 0
 * @returns the states that occur, in the order of the members
 */
function countStates(
  members: readonly GoroutineIndex[],
  states: Uint32Array,
  entryCounts: Uint32Array,
  counts: Float64Array,
): number[] {
  const found: number[] = [];
  for (const goroutine of members) {
    const state = states[goroutine]!;
    if (counts[state] === 0) found.push(state);
    counts[state]! += entryCounts[goroutine]!;
  }
  return found;
}

function rangeOf(
  members: readonly GoroutineIndex[],
  values: Uint32Array,
): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = 0;
  for (const goroutine of members) {
    const value = values[goroutine]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

function commonClass(states: ReadonlyMap<State, number>): StateClass {
  const classes = new Map<StateClass, number>();
  for (const [state, count] of states) classes.set(state.class, (classes.get(state.class) ?? 0) + count);
  return [...classes].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Two 32-bit FNV-1a hashes with different offset bases: 64 bits, so that no two groups of a dump have the same id. */
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

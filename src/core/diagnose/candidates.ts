import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Section } from '../model/section';
import { isLockWait, type Wait } from '../waits/wait';
import { waitOf } from '../waits/waitOf';

/** Goroutines that have the same stack and wait in the same way. */
export interface Candidates {
  readonly wait: Wait;
  /** Whether the runtime has proven that nothing wakes them. */
  readonly cannotWake: boolean;
  /** In the order of the text. */
  readonly members: readonly GoroutineIndex[];
  /** Those of the members whose text has to be read: all that wait for locks; of others, the first. */
  readonly toRead: readonly GoroutineIndex[];
}

/** The goroutines of a section by stack and kind of wait; the runtime's own are left out. */
export function candidatesOf(dump: Dump, section: Section): readonly Candidates[] {
  const { stack, state } = dump.goroutines;
  const alike = new Map<string, { readonly wait: Wait; readonly members: GoroutineIndex[] }>();
  const waits = new Map<string, Wait>();
  const areAllAsleep = section.title.includes('all goroutines are asleep');
  const source = section.kind === 'listing' ? 'debugger' : 'runtime';
  const end = section.firstGoroutine + section.goroutineCount;
  for (let index = section.firstGoroutine; index < end; index++) {
    const pair = `${stack[index]!} ${state[index]!}`;
    let wait = waits.get(pair);
    if (wait === undefined)
      waits.set(pair, (wait = waitOf(dump.stacks[stack[index]!]!, dump.states[state[index]!]!, source)));
    const key = `${stack[index]!} ${wait.kind}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { wait, members: [index] });
    else known.members.push(index);
  }
  return Array.from(alike.values(), ({ wait, members }) => ({
    wait,
    cannotWake: areAllAsleep || members.every((member) => dump.states[state[member]!]!.leaked),
    members,
    toRead: isLockWait(wait.kind) ? members : members.slice(0, 1),
  })).filter(({ wait }) => wait.kind !== 'runtime');
}

import type { Dump } from '../../model/dump';
import type { GoroutineIndex } from '../../model/goroutines';
import { goroutinesIn, type Section } from '../../model/section';
import { isLockWait, type Wait } from '../../waits/wait';
import { waitsIn } from '../../waits/waitsIn';

/** Goroutines that have the same stack and wait in the same way. */
export interface Candidates {
  readonly wait: Wait;
  /** Whether the runtime has proven that nothing wakes them. */
  readonly cannotWake: boolean;
  /** In the order of the text. */
  readonly members: readonly GoroutineIndex[];
  /** The members whose text has to be read: all that wait for locks, and the first of the others. */
  readonly toRead: readonly GoroutineIndex[];
}

/** The goroutines of a section by stack and kind of wait; the runtime's own are left out. */
export function candidatesOf(dump: Dump, section: Section): readonly Candidates[] {
  const { stack, state } = dump.goroutines;
  const alike = new Map<string, { readonly wait: Wait; readonly members: GoroutineIndex[] }>();
  const areAllAsleep = section.title.includes('all goroutines are asleep');
  const waitOf = waitsIn(dump, section);
  for (const index of goroutinesIn(section)) {
    const wait = waitOf(index);
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

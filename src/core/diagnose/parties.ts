import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Section } from '../model/section';
import type { StackFrame } from '../model/stack';
import { objectAddress } from '../waits/address';
import type { FrameArguments } from '../waits/frameArguments';
import { waitOf } from '../waits/waitOf';
import { isLockWait, type Wait } from '../waits/wait';
import type { FrameCode, Party } from './party';

/**
 * Maximum number of goroutines of one stack whose arguments are read, unless they wait for a lock. The others are treated
 * like the first.
 */
const maxRead = 200;

/** Goroutines that have the same stack and wait in the same way. */
export interface Candidates {
  readonly wait: Wait;
  /** In the order of the text. */
  readonly members: readonly GoroutineIndex[];
  /** Those of the members whose arguments have to be read. */
  readonly toRead: readonly GoroutineIndex[];
}

/** The goroutines of a section by stack and kind of wait; the runtime's own are left out. */
export function candidatesOf(dump: Dump, section: Section): readonly Candidates[] {
  const { stack, state } = dump.goroutines;
  const alike = new Map<string, { readonly wait: Wait; readonly members: GoroutineIndex[] }>();
  const waits = new Map<string, Wait>();
  const end = section.firstGoroutine + section.goroutineCount;
  for (let index = section.firstGoroutine; index < end; index++) {
    const pair = `${stack[index]!} ${state[index]!}`;
    let wait = waits.get(pair);
    if (wait === undefined)
      waits.set(pair, (wait = waitOf(dump.stacks[stack[index]!]!, dump.states[state[index]!]!)));
    const key = `${stack[index]!} ${wait.kind}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { wait, members: [index] });
    else known.members.push(index);
  }
  return Array.from(alike.values(), ({ wait, members }) => ({
    wait,
    members,
    toRead: isLockWait(wait.kind) ? members : members.slice(0, maxRead),
  })).filter(({ wait }) => wait.kind !== 'runtime');
}

/** Returns the source of a frame; undefined if there is none that can be trusted. */
export type CodeOf = (frame: StackFrame, callee: StackFrame | undefined) => FrameCode | undefined;

/**
 * The goroutines as parties: by stack, kind of wait and, if the dump prints it, the address of what they wait for.
 *
 * @param argumentsOf returns the arguments of the goroutines to read
 */
export function partiesOf(
  dump: Dump,
  candidates: readonly Candidates[],
  argumentsOf: (goroutine: GoroutineIndex) => readonly FrameArguments[],
  codeOf: CodeOf,
): readonly Party[] {
  return candidates.flatMap(({ wait, members, toRead }) => {
    const byAddress = new Map<number | undefined, GoroutineIndex[]>();
    const first = objectAddress(wait.kind, argumentsOf(members[0]!));
    toRead.forEach((member) => {
      // Waiters for channels are one party whichever channel it is: often each request has its own.
      const address = isLockWait(wait.kind) ? objectAddress(wait.kind, argumentsOf(member)) : first;
      const known = byAddress.get(address);
      if (known === undefined) byAddress.set(address, [member]);
      else known.push(member);
    });
    const alike = byAddress.get(first)!;
    for (const member of members.slice(toRead.length)) alike.push(member);
    return Array.from(byAddress, ([address, own]) => partyOf(dump, wait, own, address, argumentsOf, codeOf));
  });
}

function partyOf(
  { goroutines, stacks, states }: Dump,
  wait: Wait,
  members: readonly GoroutineIndex[],
  address: number | undefined,
  argumentsOf: (goroutine: GoroutineIndex) => readonly FrameArguments[],
  codeOf: CodeOf,
): Party {
  const first = members[0]!;
  const stack = stacks[goroutines.stack[first]!]!;
  let count = 0;
  let min = Infinity;
  let max = 0;
  for (const member of members) {
    const minutes = goroutines.waitMinutes[member]!;
    count += goroutines.count[member]!;
    min = Math.min(min, minutes);
    max = Math.max(max, minutes);
  }
  return {
    members,
    count,
    stack,
    state: states[goroutines.state[first]!]!,
    wait,
    waitMinutes: { min, max },
    address,
    // A generic function prints a type dictionary among its arguments.
    args: argumentsOf(first).map(({ function: name, addresses }) =>
      name.includes('[...]') ? [] : addresses,
    ),
    code: stack.frames.map((frame, index) => codeOf(frame, stack.frames[index - 1])),
  };
}

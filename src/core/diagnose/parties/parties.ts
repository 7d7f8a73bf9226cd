import { appendTo } from '../../bytes/appendTo';
import type { Dump } from '../../model/dump';
import type { GoroutineIndex } from '../../model/goroutines';
import type { StackFrame } from '../../model/stack';
import type { FrameArguments } from '../../waits/frameArguments';
import { isLockWait } from '../../waits/wait';
import type { Candidates } from './candidates';
import type { GoroutineTexts } from './goroutineTexts';
import type { FrameCode, Party } from './party';

/** Returns the source of a frame; undefined if there is none that can be trusted. */
export type CodeOf = (frame: StackFrame, callee: StackFrame | undefined) => FrameCode | undefined;

/**
 * The goroutines as parties: by stack, kind of wait and, if the dump prints it, the address of what they wait for.
 *
 * @param texts of the goroutines to read
 */
export function partiesOf(
  dump: Dump,
  candidates: readonly Candidates[],
  texts: GoroutineTexts,
  codeOf: CodeOf,
): readonly Party[] {
  return candidates.flatMap((each) => {
    const { wait, members } = each;
    const byAddress = new Map<number | undefined, GoroutineIndex[]>();
    const first = texts.addressOf(members[0]!);
    for (const member of members) {
      // Waiters for channels are one party whichever channel it is: often each request has its own.
      const address = isLockWait(wait.kind) ? texts.addressOf(member) : first;
      appendTo(byAddress, address, member);
    }
    return Array.from(byAddress, ([address, own]) =>
      partyOf(dump, each, own, address, texts.argumentsOf(each, address), codeOf),
    );
  });
}

function partyOf(
  { goroutines, stacks, states }: Dump,
  { wait, cannotWake }: Candidates,
  members: readonly GoroutineIndex[],
  address: number | undefined,
  args: readonly FrameArguments[],
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
    cannotWake,
    waitMinutes: { min, max },
    address,
    // A generic function prints a type dictionary among its arguments.
    args: args.map(({ function: name, addresses }) => (name.includes('[...]') ? [] : addresses)),
    code: stack.frames.map((frame, index) => codeOf(frame, stack.frames[index - 1])),
  };
}

import { calls, creators, type Wait, waits } from './catalogue';
import { type Random } from './random';

/** A frame that is written with different arguments for each goroutine. */
export interface FrameText {
  /** The function line with `@` for a pointer and `#` for a small number. */
  readonly function: string;
  /** The file line, from the tab to the offset. An inlined call has no offset. */
  readonly file: string;
  /** Address of the instruction in the program; undefined for an inlined call. */
  readonly pc: number | undefined;
}

/** A stack that many goroutines share. */
export interface StackText {
  readonly reason: string;
  /** Innermost first, without the frames that only a SIGQUIT shows. */
  readonly frames: readonly FrameText[];
  /** The innermost frames, which only a SIGQUIT shows. */
  readonly runtimeFrames: readonly FrameText[];
  readonly createdBy: FrameText;
  /** Ids of the few goroutines that start those with this stack, such as a server's accept loop. */
  readonly creatorIds: readonly number[];
}

/**
 * Distinct stacks, the most frequent first.
 *
 * @param depths numbers of frames, used in turn; a stack has at least the frames of its kind of wait, and one call
 */
export function makeStacks(count: number, depths: readonly number[], random: Random): readonly StackText[] {
  const stacks = new Map<string, StackText>();
  while (stacks.size < count) {
    const depth = depths[stacks.size % depths.length]!;
    const stack = makeStack(depth, random);
    stacks.set([...stack.frames, stack.createdBy].map(placeOf).join('\n'), stack);
  }
  return [...stacks.values()];
}

function makeStack(depth: number, random: Random): StackText {
  const wait: Wait = random.pick(waits.filter(({ frames }) => frames.length < depth));
  const own = Array.from({ length: depth - wait.frames.length }, () => elsewhere(random.pick(calls), random));
  return {
    reason: wait.reason,
    frames: [...wait.frames, ...own].map((frame) => frameText(frame, random)),
    runtimeFrames: wait.runtimeFrames.map((frame) => frameText(frame, random)),
    createdBy: frameText(random.pick(creators), random),
    creatorIds: Array.from({ length: 1 + random.below(4) }, () => 1 + random.below(500)),
  };
}

/** The call at another line of its file: functions call from more than one line. */
function elsewhere(call: string, random: Random): string {
  return call.replace(/\d+$/, (line) => String(Number(line) + random.below(4)));
}

function frameText(written: string, random: Random): FrameText {
  const space = written.lastIndexOf(' ');
  const call = written.slice(0, space);
  const isInlined = call.endsWith('(...)');
  const offset = isInlined ? '' : ` +0x${(8 + random.below(0x600)).toString(16)}`;
  const pc = isInlined ? undefined : 0x401000 + random.below(0x900000);
  return { function: call, file: `\t${written.slice(space + 1)}${offset}`, pc };
}

/** Identity of a frame: the function without its arguments, the file and the line. */
function placeOf({ function: call, file }: FrameText): string {
  return `${call.replace(/\((?:[^()*]*)\)$/, '')}${file.replace(/ \+0x.*/, '')}`;
}

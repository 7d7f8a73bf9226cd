import { type Random } from './random';
import { type FrameText, type StackText } from './stacks';

/** Writes the lines of one goroutine, from its header to the last non-blank line. */
export type WriteGoroutine = (id: number, stack: StackText) => readonly string[];

const minutes = [0, 0, 0, 1, 2, 2, 3, 5, 8, 13, 47, 261, 1440];

/** Writes goroutines as pprof's `debug=2` does. */
export function debug2Writer(random: Random): WriteGoroutine {
  return (id, stack) => [
    `goroutine ${id} ${bracket(stack, random)}`,
    ...stack.frames.flatMap((frame) => [withArguments(frame.function, random), frame.file]),
    ...createdBy(stack, random),
  ];
}

/** Writes goroutines as a SIGQUIT does: with addresses, frames of the runtime, and stack pointers. */
export function sigquitWriter(random: Random): WriteGoroutine {
  const goexit: FrameText = {
    function: 'runtime.goexit({})',
    file: '\truntime/asm_amd64.s:1700 +0x1',
    pc: 0x491b61,
  };
  return (id, stack) => {
    let stackPointer = 0xc000000000 + random.below(2 ** 26) * 16;
    const place = ({ pc }: FrameText): string => {
      if (pc === undefined) return '';
      const at = stackPointer;
      stackPointer += 16 + random.below(16) * 8;
      return ` fp=0x${stackPointer.toString(16)} sp=0x${at.toString(16)} pc=0x${pc.toString(16)}`;
    };
    return [
      `goroutine ${id} gp=${pointer(random)} m=nil ${bracket(stack, random)}`,
      ...[...stack.runtimeFrames, ...stack.frames, goexit].flatMap((frame) => [
        withArguments(frame.function, random),
        frame.file + place(frame),
      ]),
      ...createdBy(stack, random),
    ];
  };
}

function bracket({ reason }: StackText, random: Random): string {
  const waited = random.pick(minutes);
  return waited === 0 ? `[${reason}]:` : `[${reason}, ${waited} minutes]:`;
}

function createdBy(
  { createdBy: { function: name, file }, creatorIds }: StackText,
  random: Random,
): readonly string[] {
  return [`created by ${name} in goroutine ${random.pick(creatorIds)}`, file];
}

function withArguments(text: string, random: Random): string {
  return text.replace(/[@#]/g, (kind) => (kind === '@' ? pointer(random) : small(random)));
}

function pointer(random: Random): string {
  return `0x${(0xc000000000 + random.below(2 ** 26) * 16).toString(16)}`;
}

function small(random: Random): string {
  return `0x${random.below(0x60).toString(16)}`;
}

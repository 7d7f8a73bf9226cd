import type { UserCode } from '../go/userCode';
import type { StackFrame, Stack } from '../model/stack';

const runtimePackages = /^(?:runtime|sync|internal)(?:[./]|$)/;

/**
 * The first frame in user code, else the first outside `runtime`, `sync` and `internal`. For the runtime's own goroutines,
 * which all wait in the same few functions, it is the function that they were started with.
 */
export function headlineFrame(
  stack: Pick<Stack, 'frames' | 'createdBy'>,
  isUserCode: UserCode,
): StackFrame | undefined {
  return (
    stack.frames.find(isUserCode) ??
    stack.frames.find((frame) => !runtimePackages.test(frame.function) && frame.function !== 'panic') ??
    stack.frames.findLast((frame) => frame.function !== 'runtime.goexit') ??
    stack.frames[0] ??
    stack.createdBy
  );
}

import type { UserCode } from '../go/userCode';
import type { Frame, StackFrame, Stack } from '../model/stack';

const runtimePackages = /^(?:runtime|sync|internal)(?:[./]|$)/;

/** Whether the frame belongs to the Go runtime: to `runtime`, `sync` or `internal`, or is the call of `panic`. */
export function isRuntimeFrame(frame: Frame): boolean {
  return runtimePackages.test(frame.function) || frame.function === 'panic';
}

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
    stack.frames.find((frame) => !isRuntimeFrame(frame)) ??
    stack.frames.findLast((frame) => frame.function !== 'runtime.goexit') ??
    stack.frames[0] ??
    stack.createdBy
  );
}

import type { Frame, Stack } from '../model';
import type { UserCode } from '../userCode';

const machinery = /^(?:runtime|sync|internal)(?:[./]|$)/;

/** The first frame that is the user's own code, else the first outside `runtime`, `sync` and `internal`. */
export function headlineFrame(stack: Stack, isUserCode: UserCode): Frame | undefined {
  return (
    stack.frames.find(isUserCode) ??
    stack.frames.find((frame) => !machinery.test(frame.function) && frame.function !== 'panic') ??
    stack.frames[0] ??
    stack.createdBy
  );
}

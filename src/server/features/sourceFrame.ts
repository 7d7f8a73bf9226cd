import type { FrameText } from '../../core';
import type { Frame } from '../../protocol';

/** The function, file and line of a frame in the text. */
export function sourceFrame(frame: FrameText): Frame {
  return { function: frame.name, file: frame.file.file, line: frame.file.line };
}

import type { FileLine } from '../model/frameText';
import { beginsFrameOrGoroutine, readFileLine } from './frame';

/** Maximum number of blank lines in a row between the lines of a frame: some wrappers double blank lines. */
const maxBlankLines = 2;

/** Maximum number of foreign lines between the lines of a frame, e.g. of a log that was written at the same time. */
const maxForeignLines = 2;

/** Maximum distance of a file line from its function line, in lines. */
export const farthestFileLine = (maxBlankLines + 1) * (maxForeignLines + 1);

/** A file line, and what stands between it and its function line. */
export interface FileLineBelow<Line> {
  readonly line: Line;
  readonly fileLine: FileLine;
  readonly foreign: readonly Line[];
}

/**
 * The file line of a frame: the first line that is not blank, or an indented one after foreign lines.
 *
 * @param below the lines below the function line, and what returns their text
 */
export function fileLineBelow<Line>(
  below: Iterable<Line>,
  textOf: (line: Line) => string,
  foreignAllowed = maxForeignLines,
): FileLineBelow<Line> | undefined {
  const foreign: Line[] = [];
  for (const line of notBlank(below, textOf)) {
    const text = textOf(line);
    const fileLine = readFileLine(text);
    if (fileLine !== undefined) {
      return foreign.length === 0 || /^[\t ]/.test(text) ? { line, fileLine, foreign } : undefined;
    }
    if (foreign.length === foreignAllowed || beginsFrameOrGoroutine(text)) return undefined;
    foreign.push(line);
  }
  return undefined;
}

/** The lines that are not blank, up to more blank ones in a row than a frame may have. */
export function* notBlank<Line>(lines: Iterable<Line>, textOf: (line: Line) => string): Generator<Line> {
  let blanks = 0;
  for (const line of lines) {
    if (textOf(line).trim() !== '') {
      blanks = 0;
      yield line;
    } else if (++blanks > maxBlankLines) return;
  }
}

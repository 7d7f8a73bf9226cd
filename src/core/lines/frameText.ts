import { lastIndex } from '../bytes/lastIndex';
import type { FrameText } from '../model/frameText';
import { farthestFileLine, fileLineBelow } from './fileLineBelow';
import { readAncestor, readCreatedBy, readFunctionLine } from './frame';
import { readHeader } from './header';
import { type LineAt } from './lineAt';

/**
 * The frames between two zero-based lines (`to` is exclusive), in the order of the text. Two lines that look like a frame
 * are one, even outside a goroutine.
 */
export function* framesBetween(lineAt: LineAt, from: number, to: number): Generator<FrameText> {
  let inAncestors = false;
  for (let line = from; line + 1 < to;) {
    const frame = readFrameText(lineAt, line, to, inAncestors);
    if (frame === undefined) {
      const text = lineAt(line);
      inAncestors = readAncestor(text) !== undefined || (inAncestors && readHeader(text) === undefined);
      line++;
    } else {
      yield frame;
      line = frame.fileLine + 1;
    }
  }
}

/**
 * The frames whose function lines are between two zero-based lines (`to` is exclusive).
 *
 * @param frames sorted by function line
 */
export function framesAmong(frames: readonly FrameText[], from: number, to: number): readonly FrameText[] {
  return frames.slice(firstFrom(frames, from), firstFrom(frames, to));
}

function firstFrom(frames: readonly FrameText[], line: number): number {
  return lastIndex(frames.length, (index) => frames[index]!.functionLine < line) + 1;
}

/** The frame whose function line or file line is `line`. */
export function frameTextAt(lineAt: LineAt, line: number, lineCount: number): FrameText | undefined {
  if (line < 0 || line >= lineCount) return undefined;
  const own = readFrameText(lineAt, line, lineCount, false);
  if (own !== undefined) return own;
  for (let above = line - 1; above >= Math.max(0, line - farthestFileLine); above--) {
    const frame = readFrameText(lineAt, above, lineCount, false);
    if (frame?.fileLine === line) return frame;
  }
  return undefined;
}

function readFrameText(
  lineAt: LineAt,
  line: number,
  to: number,
  inAncestors: boolean,
): FrameText | undefined {
  const text = lineAt(line);
  const created = readCreatedBy(text);
  const func = created ?? readFunctionLine(text);
  if (func === undefined) return undefined;
  const below = fileLineBelow(numbers(line + 1, to), lineAt);
  if (below === undefined) return undefined;
  return {
    kind: inAncestors ? 'ancestor' : created === undefined ? 'frame' : 'createdBy',
    functionLine: line,
    name: func.name,
    nameSpan: func.nameSpan,
    args: 'args' in func ? func.args : undefined,
    creatorId: created?.creatorId,
    creatorSpan: created?.creatorSpan,
    fileLine: below.line,
    file: below.fileLine,
  };
}

/** The zero-based lines from `from` to `to`, which is exclusive. */
function* numbers(from: number, to: number): Generator<number> {
  for (let line = from; line < to; line++) yield line;
}

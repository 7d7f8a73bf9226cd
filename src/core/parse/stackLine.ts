import { lineFeed } from '../bytes/ascii';
import type { ByteRange } from '../bytes/range';
import { readCountLine } from '../lines/dedup';
import { type FileLineBelow, fileLineBelow, notBlank } from '../lines/fileLineBelow';
import {
  createdBy,
  isRuntimeNote,
  isUnavailable,
  readAncestor,
  readCreatedBy,
  readElision,
  readFunctionLine,
  readNativeFileLine,
} from '../lines/frame';
import type { Line, TextLines } from '../lines/textLines';
import type { StackFrame } from '../model/stack';

/** A line of a stack, with its file line if it has one. */
export type StackLine = {
  /** The last line that was read. */
  readonly last: Line;
} & (
  | {
      readonly kind: 'frame' | 'createdBy';
      readonly frame: StackFrame;
      /** The N of `in goroutine N`; 0 if none is printed. */
      readonly creatorId: number;
      /** The bytes that identify the lines; undefined for lines that are read each time. */
      readonly key: readonly ByteRange[] | undefined;
      /** Foreign lines between the two lines of the frame. */
      readonly foreign: readonly Line[];
    }
  | { readonly kind: 'elided'; readonly count: number | undefined }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'ancestor' }
  /** `820 times: […]`, allowed only below a header. */
  | { readonly kind: 'count'; readonly count: number }
);

/** Reads a line that can follow a header or a frame. */
export function readStackLine(lines: TextLines, line: Line): StackLine | undefined {
  const created = readCreatedBy(line.text);
  if (created !== undefined) return createdByLine(lines, line, created);
  const elision = readElision(line.text);
  if (elision !== undefined) return { kind: 'elided', last: line, count: elision.count };
  if (isUnavailable(line.text)) return { kind: 'unavailable', last: line };
  const counted = readCountLine(line.text);
  if (counted !== undefined) return { kind: 'count', last: line, count: counted.count };
  if (readAncestor(line.text) !== undefined) return { kind: 'ancestor', last: line };
  return goFrame(lines, line) ?? nativeFrame(lines, line);
}

function fileBelow(lines: TextLines, line: Line): FileLineBelow<Line> | undefined {
  return fileLineBelow(lines.linesAfter(line), textOf);
}

function textOf({ text }: Line): string {
  return text;
}

function createdByLine(
  lines: TextLines,
  line: Line,
  { name, nameSpan, creatorId = 0 }: NonNullable<ReturnType<typeof readCreatedBy>>,
): StackLine {
  const file = fileBelow(lines, line);
  const { file: path = '', line: number = 0 } = file?.fileLine ?? {};
  return {
    kind: 'createdBy',
    frame: { kind: 'go', function: name, file: path, line: number },
    creatorId,
    key: file && keyOf(lines, line, nameSpan.end, file),
    foreign: file?.foreign ?? [],
    last: file?.line ?? line,
  };
}

function goFrame(lines: TextLines, line: Line): StackLine | undefined {
  const func = readFunctionLine(line.text);
  const file = func && fileBelow(lines, line);
  if (func === undefined || file === undefined) return undefined;
  return {
    kind: 'frame',
    frame: { kind: 'go', function: func.name, file: file.fileLine.file, line: file.fileLine.line },
    creatorId: 0,
    key: keyOf(lines, line, func.args.start, file),
    foreign: func.nameSpan.start > 0 ? [line, ...file.foreign] : file.foreign,
    last: file.line,
  };
}

/** @param functionEnd column after the part of the function line that does not vary */
function keyOf(
  lines: TextLines,
  line: Line,
  functionEnd: number,
  file: FileLineBelow<Line>,
): readonly [ByteRange, ByteRange] {
  const end = line.start + lines.byteLength(line, { start: 0, end: functionEnd });
  return [{ start: line.start, end }, lines.fileKey(file)];
}

/** Reads a frame of C code, with or without a symbolizer: `printCgoTraceback` in runtime/traceback.go. */
function nativeFrame(lines: TextLines, line: Line): StackLine | undefined {
  const frame = (name: string, file: string, number: number, last: Line): StackLine => ({
    kind: 'frame',
    frame: { kind: 'c', function: name, file, line: number },
    creatorId: 0,
    key: undefined,
    foreign: [],
    last,
  });
  if (line.text.startsWith('non-Go function at pc=')) return frame('non-Go function', '', 0, line);
  const [below] = notBlank(lines.linesAfter(line), textOf);
  const file = below && readNativeFileLine(below.text);
  if (file === undefined || isRuntimeNote(line.text)) return undefined;
  return frame(line.text.trimEnd(), file.file, file.line, below!);
}

/** Whether the last line of the text has no line feed, or is the first line of a frame. */
export function endsInFrame(text: Uint8Array, lines: TextLines): boolean {
  if (text.at(-1) !== lineFeed) return true;
  const start = text.lastIndexOf(lineFeed, text.length - 2) + 1;
  const last = lines.decode(start, text.length - 1);
  return readFunctionLine(last) !== undefined || last.startsWith(createdBy);
}

/** Whether the text ends inside the offset of a file line: `/a.go:95 +0x`. */
export function endsInOffset(text: Uint8Array, lines: TextLines): boolean {
  if (text.at(-1) === lineFeed) return false;
  return /:\d+ (?:\+(?:0x?)?)?$/.test(lines.decode(Math.max(0, text.length - 16), text.length));
}

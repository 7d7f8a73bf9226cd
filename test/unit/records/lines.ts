import assert from 'node:assert/strict';
import { type Line, TextLines } from '../../../src/core/lines/textLines';
import type { TextRange, NextLine, LineSpan, LocatedFrame } from '../../../src/core/records';

/** A text in the form that the readers of records take. */
export interface Text {
  readonly first: Line;
  readonly next: NextLine;
  readonly bytes: Uint8Array;
  readonly lines: readonly string[];
}

export function textOf(source: string | Uint8Array): Text {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const lines = new TextLines(bytes);
  return {
    first: lines.lineAt(0, 0),
    next: (line) => (line.after < bytes.length ? lines.lineAt(line.after, line.number + 1) : undefined),
    bytes,
    lines: Buffer.from(bytes).toString().split('\n'),
  };
}

/** Every record that a reader finds; it continues after each record, as the parser does. */
export function recordsOf<R extends TextRange>(
  text: Text,
  read: (line: Line, next: NextLine) => R | undefined,
): R[] {
  const records: R[] = [];
  let line: Line | undefined = text.first;
  while (line !== undefined) {
    const record = read(line, text.next);
    if (record !== undefined) {
      assert.ok(record.endLine > line.number && record.after >= line.after, `a record ends before it begins`);
      records.push(record);
      while (line.number + 1 < record.endLine) line = text.next(line)!;
      assert.equal(line.after, record.after);
    }
    line = text.next(line);
  }
  return records;
}

/** The text of a record. */
export function slice({ bytes }: Text, { start, after }: TextRange): string {
  return Buffer.from(bytes.subarray(start, after)).toString();
}

export function textAt({ lines }: Text, place: LineSpan | undefined): string | undefined {
  return place && lines[place.lineNumber]!.slice(place.start, place.end);
}

/** `main.f /x/m.go:12`, from a frame, whose spans must cover the same text. */
export function shown(text: Text, frame: LocatedFrame): string {
  assert.equal(textAt(text, frame.functionSpan), frame.function);
  const place = `${frame.file}:${frame.line}`;
  if (frame.fileSpan !== undefined)
    assert.equal(textAt(text, frame.fileSpan)!.replace(/:0+(?=\d)/, ':'), place);
  return `${frame.function} ${frame.fileSpan === undefined ? '-' : place}`;
}

import type { Range } from 'vscode-languageserver';
import { type FrameText, frameTextAt, type Span } from '../../core';
import type { SourceFrame } from '../../protocol';
import type { DumpDocument } from '../dumps';

/** What a position in a dump points at. */
export type Target =
  | { readonly kind: 'function' | 'file'; readonly frame: FrameText; readonly range: Range }
  | { readonly kind: 'goroutine'; readonly id: number; readonly range: Range }
  | { readonly kind: 'address'; readonly address: string; readonly range: Range }
  | { readonly kind: 'state'; readonly range: Range };

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The source place that a frame of the text names. */
export function sourceFrame(frame: FrameText): SourceFrame {
  return { function: frame.name, file: frame.file.file, line: frame.file.line };
}

/** The frame whose lines the position is on. */
export function frameAt(document: DumpDocument, line: number): FrameText | undefined {
  return frameTextAt(document.lineAt, line, document.lines.lineCount);
}

/** The range of columns of one line. */
export function rangeOf(line: number, span: Span): Range {
  return { start: { line, character: span.start }, end: { line, character: span.end } };
}

/** Whether the column is in the span, or directly behind it, as a cursor behind a word is. */
export function covers(span: Span, character: number): boolean {
  return span.start <= character && character <= span.end;
}

/** The whole word of the form at the column. */
export function wordAt(text: string, character: number, form: RegExp): Span | undefined {
  // A word is short: far ends of a long line need no look.
  const from = Math.max(0, character - 64);
  for (const match of text.slice(from, character + 64).matchAll(form)) {
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    if (covers(span, character)) return span;
  }
  return undefined;
}

import type { FrameText, Span } from '../../core';
import type { Frame } from '../../protocol';

/** A part of a line of the dump's text. */
export interface TextSpan extends Span {
  readonly line: number;
}

/** What a position in a dump points at. */
export type Target =
  | { readonly kind: 'function' | 'file'; readonly frame: FrameText; readonly at: TextSpan }
  | { readonly kind: 'goroutine'; readonly id: number; readonly at: TextSpan }
  | { readonly kind: 'address'; readonly address: string; readonly at: TextSpan }
  | { readonly kind: 'state'; readonly at: TextSpan };

/** The source place that a frame of the text names. */
export function sourceFrame(frame: FrameText): Frame {
  return { function: frame.name, file: frame.file.file, line: frame.file.line };
}

/** Whether the column is in the span, or directly after it, as a cursor after a word is. */
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

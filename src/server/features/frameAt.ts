import type { FrameText, Span } from '../../core';
import type { Frame } from '../../protocol';

/** A span in a zero-based line of the dump's text. */
export interface TextSpan extends Span {
  readonly line: number;
}

/** What is at a position in a dump. */
export type Target =
  | { readonly kind: 'function' | 'file'; readonly frame: FrameText; readonly span: TextSpan }
  | { readonly kind: 'goroutine'; readonly id: number; readonly span: TextSpan }
  | { readonly kind: 'address'; readonly address: string; readonly span: TextSpan }
  | { readonly kind: 'state'; readonly span: TextSpan };

/** The function, file and line of a frame in the text. */
export function sourceFrame(frame: FrameText): Frame {
  return { function: frame.name, file: frame.file.file, line: frame.file.line };
}

/** Whether the column is in the span or directly after it, like a cursor after a word. */
export function covers(span: Span, character: number): boolean {
  return span.start <= character && character <= span.end;
}

/** The span of the match at the column; undefined if there is none. */
export function wordAt(text: string, character: number, pattern: RegExp): Span | undefined {
  // Words are short, so a long line need not be searched to its ends.
  const from = Math.max(0, character - 64);
  for (const match of text.slice(from, character + 64).matchAll(pattern)) {
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    if (covers(span, character)) return span;
  }
  return undefined;
}

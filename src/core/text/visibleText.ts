/**
 * Invisible characters that change how text is displayed or read: controls, line ends, bidirectional controls (U+202E),
 * zero-width joiners and spaces, lone surrogates.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const blank = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * The text on one line, in its logical order. Line ends and tabs become spaces; other controls are named, e.g.
 * `[U+202E]`.
 */
export function visibleText(text: string): string {
  return text.replace(invisible, (control) => {
    if (blank.test(control)) return ' ';
    return `[U+${control.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/**
 * Characters that are not seen but change how text is drawn or read: controls, line ends, marks of direction (U+202E),
 * joiners and spaces without width, halves of surrogate pairs.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const blank = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/** The text in one line and in the order in which it is stored: line ends and tabs are blanks, other controls are named. */
export function visibleText(text: string): string {
  return text.replace(invisible, (control) => {
    if (blank.test(control)) return ' ';
    return `[U+${control.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

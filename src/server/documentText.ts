/**
 * A document's text by lines, as editors count them: a line ends at LF, CRLF or a lone CR. The core knows LF alone,
 * so the other two are made one where they occur, and lone surrogates, which UTF-8 cannot express, U+FFFD.
 */
export class DocumentText {
  readonly text: string;
  private readonly starts: number[] = [0];

  constructor(text: string) {
    const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    this.text = unified.replace(/\p{Surrogate}/gu, '\ufffd');
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1))
      this.starts.push(at + 1);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The text of the zero-based line without its end; empty outside the document. */
  readonly lineAt = (line: number): string => {
    const start = this.starts[line];
    if (start === undefined) return '';
    const next = this.starts[line + 1];
    return this.text.slice(start, next === undefined ? undefined : next - 1);
  };

  /** Where the text, which has no line end, occurs: offset into `text`, line and UTF-16 column. */
  *occurrences(
    text: string,
  ): Generator<{ readonly offset: number; readonly line: number; readonly character: number }> {
    let line = 0;
    for (let offset = this.text.indexOf(text); offset >= 0; offset = this.text.indexOf(text, offset + 1)) {
      while (this.starts[line + 1]! <= offset) line++; // false behind the last line
      yield { offset, line, character: offset - this.starts[line]! };
    }
  }
}

/**
 * A document's text by lines, as editors count them: a line ends at LF, CRLF or a lone CR. The core knows LF alone,
 * so the other two are made one where they occur.
 */
export class DocumentText {
  readonly text: string;
  private readonly starts: number[] = [0];

  constructor(text: string) {
    this.text = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
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

  /** Line and UTF-16 column of an offset into `text`. */
  positionAt(offset: number): { readonly line: number; readonly character: number } {
    let low = 0;
    let high = this.starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low, character: offset - this.starts[low]! };
  }
}

import { unescape } from './escapes';
import type { CellText, LineText } from './lineText';
import type { Rewriter } from './rewriter';

/** The form of a stream's lines, which come from one service, container or test. */
export type StreamForm =
  | {
      readonly at: LineText;
      /**
       * How the text of a line is written: up to the end of the line (`bare`), in a JSON string (`quoted`), or in a JSON
       * string that ends with the `\n` of its line, and continues in the next line without it, as in Docker's logs
       * (`terminated`).
       */
      readonly form: 'bare' | 'quoted' | 'terminated';
    }
  | { readonly at: CellText; readonly form: 'cell' };

/** Writes the text of a line, whose text begins at byte `content`, without its line feed. */
export function writeText(
  { at, form }: StreamForm,
  out: Rewriter,
  text: Uint8Array,
  content: number,
  end: number,
): void {
  if (form === 'cell') at.write(out, text, content, end);
  else if (form === 'bare') out.copy(content, end);
  else if (content < end) unescape(out, text, content, end, 'quoted');
}

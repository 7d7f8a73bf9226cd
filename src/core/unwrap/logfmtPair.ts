import { quote, space } from '../bytes/ascii';
import { unescape } from './escapes';
import type { CellText } from './lineText';
import type { Rewriter } from './rewriter';

/** In bytes. */
const maxKeyLength = 64;

/** The text of a stream in one of the pairs `key=value` of a line: logfmt, as log/slog and logrus write it. */
export class LogfmtPair implements CellText {
  readonly isPartial = false;
  readonly title = '';
  private readonly key: Uint8Array;

  /** @param key with the blank before it, if there is one, and the `=` */
  private constructor(key: string) {
    this.key = new TextEncoder().encode(key);
  }

  /** The pair whose value begins at byte `content`; undefined if there is none in the line from byte `start`. */
  static at(text: Uint8Array, start: number, content: number): LogfmtPair | undefined {
    const before = new TextDecoder().decode(text.subarray(Math.max(start, content - maxKeyLength), content));
    const key = /(?:^|\s)[A-Za-z_][\w.-]*=$/.exec(before)?.[0];
    return key === undefined ? undefined : new LogfmtPair(key);
  }

  match(text: Uint8Array, start: number, end: number): number {
    let isQuoted = false;
    for (let at = start; at + this.key.length <= end; at++) {
      if (!isQuoted && this.key.every((byte, n) => text[at + n] === byte)) return at + this.key.length;
      if (text[at] === quote && text[at - 1] !== 0x5c) isQuoted = !isQuoted;
    }
    return -1;
  }

  write(out: Rewriter, text: Uint8Array, content: number, end: number): void {
    if (text[content] === quote) {
      unescape(out, text, content + 1, end, 'quoted');
      return;
    }
    const blank = text.indexOf(space, content);
    out.copy(content, blank < 0 || blank > end ? end : blank);
  }

  template(): undefined {
    return undefined;
  }
}

import { editLines } from '../lineEdits';
import type { Rewritten } from '../rewriter';

/** A link that Slack has made of a part of a line: `<http://example.com|example.com>`. Source of a pattern. */
export const linkSign = String.raw`<https?:[^|>\s]+(?:\|[^>]*)?>`;

const link = new RegExp(linkSign, 'g');

/** Replaces links by their texts. Undefined if there are none. */
export function withoutLinks(text: Uint8Array): Rewritten | undefined {
  return editLines(text, (line) =>
    Array.from(line.matchAll(link)).flatMap(({ index, 0: whole }) => {
      const bar = whole.indexOf('|');
      return [
        { start: index, end: index + (bar < 0 ? 1 : bar + 1), text: '' },
        { start: index + whole.length - 1, end: index + whole.length, text: '' },
      ];
    }),
  );
}

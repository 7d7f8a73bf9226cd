import { visibleText } from './visibleText';

/** In UTF-16 units. */
const maxCodeLength = 300;
const maxProseLength = 4000;

/** A code span on one line. Markdown and HTML in the text are not interpreted. */
export function codeSpan(text: string): string {
  const shown = clip(visibleText(text), maxCodeLength);
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One blank on either side is not part of the span; without it, a backtick would extend the fence.
  const pad = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

const isPlain = (word: string) => /^[\p{L}\p{N}’'×→…-]*$/u.test(word);

/** The sentence with a code span around each word that is not plain, because it could be Markdown or a link. */
export function markdownProse(text: string): string {
  return clip(visibleText(text), maxProseLength)
    .split(/ +/)
    .map((word) => {
      const outer = withoutEnd(word, '.,;:!?)”');
      const start = /^[“(]/.test(outer) ? 1 : 0;
      if (isPlain(outer.slice(start))) return word;
      // A bracket that belongs to the word stays with it: `(*Hub).run`.
      const whole = withoutEnd(word, '.,;:!?');
      return codeSpan(whole) + word.slice(whole.length);
    })
    .join(' ');
}

function withoutEnd(word: string, marks: string): string {
  let end = word.length;
  while (end > 0 && marks.includes(word[end - 1]!)) end--;
  return word.slice(0, end);
}

/** A block of lines that are shown as they are, tabs included. */
export function codeBlock(lines: readonly string[], language: string): readonly string[] {
  const shown = lines.map((line) => clip(line.replace(/[^\t]+/g, visibleText), maxProseLength));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${fence}${language}`, ...shown, fence];
}

/**
 * A quoted label of a Mermaid diagram. Whatever Mermaid, Markdown or HTML could interpret becomes an entity code:
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidLabel(lines: readonly string[]): string {
  const encoded = lines.map((line) =>
    clip(visibleText(line), maxCodeLength).replace(
      /[^\p{L}\p{M}\p{N} .,:/()×→…-]/gu,
      (character) => `#${character.codePointAt(0)!};`,
    ),
  );
  return `"${encoded.join('<br/>')}"`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

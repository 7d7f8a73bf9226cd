import assert from 'node:assert/strict';
import { framesBetween, parseDump } from '../../../src/core';

/** The frames of a goroutine as the parser reads them, and as hovers, links and lenses do. */
function framesOf(lines: readonly string[]): readonly [parser: readonly string[], editor: readonly string[]] {
  const text = ['goroutine 1 [select]:', ...lines, ''];
  const parsed = parseDump(text.join('\n')).stacks.flatMap(({ frames }) => frames);
  const shown = framesBetween((line) => text[line]!, 0, text.length);
  return [
    parsed.map((frame) => `${frame.function} ${frame.file}:${frame.line}`),
    Array.from(shown, ({ name, file }) => `${name} ${file.file}:${file.line}`),
  ];
}

describe('The two lines of a frame', () => {
  const file = '\t/x/main.go:1 +0x1';
  for (const [title, between, isFrame] of [
    ['are adjacent', [], true],
    ['may have two blank lines between them', ['', ''], true],
    ['never have three', ['', '', ''], false],
    ['may have two foreign lines between them', ['a log', 'another'], true],
    ['may have foreign and blank lines between them', ['', '', 'a log', '', '', 'another', '', ''], true],
    ['never have three foreign lines between them', ['a log', 'another', 'a third'], false],
  ] as const) {
    it(title, () => {
      const expected = isFrame ? ['main.f /x/main.go:1'] : [];
      assert.deepEqual(framesOf(['main.f()', ...between, file]), [expected, expected]);
    });
  }
});

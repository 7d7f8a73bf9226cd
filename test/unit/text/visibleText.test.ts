import assert from 'node:assert/strict';
import { visibleText } from '../../../src/core';

describe('Text with controls', () => {
  it('shows bidirectional and invisible characters', () => {
    assert.equal(
      visibleText('a\u202eb\u2066c\u200bd\ufeffe\x07f'),
      'a[U+202E]b[U+2066]c[U+200B]d[U+FEFF]e[U+0007]f',
    );
    assert.equal(visibleText('\u{e0041}\ud800'), '[U+E0041][U+D800]');
  });

  it('stays on one line', () => {
    assert.equal(visibleText('a\r\nb\tc\u2028d'), 'a  b c d');
  });

  it('is unchanged if there are none', () => {
    const text = 'github.com/a/b.(*T).m[...] · 世界 ↔ 😀';
    assert.equal(visibleText(text), text);
  });
});

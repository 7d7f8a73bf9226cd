import assert from 'node:assert/strict';
import { Rewriter } from '../../../src/core/unwrap/rewriter';
import { notUnwrapped, rewrittenAgain } from '../../../src/core/unwrap/unwrapped';
import { bytesOf, stringOf } from './rewritten';

/** The text without its first bytes. */
function withoutFirst(text: Uint8Array, count: number) {
  const out = new Rewriter(text);
  out.copy(count, text.length);
  return out.build();
}

describe('A text', () => {
  const text = bytesOf('>>>> ab\n>> cd\n');

  it('is one stream without a title at first, and has no origins', () => {
    assert.deepEqual(notUnwrapped(text), {
      text,
      origins: undefined,
      streams: [{ start: 0, title: '' }],
    });
  });

  it('that was rewritten twice leads back to the original', () => {
    const once = rewrittenAgain(notUnwrapped(text), withoutFirst(text, 2));
    const twice = rewrittenAgain(once, withoutFirst(once.text, 3));
    assert.equal(stringOf(twice.text), 'ab\n>> cd\n');
    assert.equal(twice.origins?.originOf(0), 5);
    assert.equal(twice.origins.originOf(8), 13);
  });

  it('keeps its streams, moved to where their first bytes are now', () => {
    const streams = [
      { start: 0, title: 'web' },
      { start: 8, title: 'api' },
    ];
    const moved = rewrittenAgain({ ...notUnwrapped(text), streams }, withoutFirst(text, 5));
    assert.deepEqual(moved.streams, [
      { start: 0, title: 'web' },
      { start: 3, title: 'api' },
    ]);
  });

  it('has the streams that a rewriting has found', () => {
    const streams = [{ start: 0, title: 'web' }];
    assert.deepEqual(
      rewrittenAgain(notUnwrapped(text), { ...withoutFirst(text, 5), streams }).streams,
      streams,
    );
  });
});

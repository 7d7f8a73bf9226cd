import assert from 'node:assert/strict';
import { wordBytesOf } from '../../../src/core';

const frames = (...addresses: number[]) => [[{ function: 'main.f', addresses }]];

describe('The bytes of a pointer', () => {
  it('are 8 where heap addresses are long', () => {
    assert.equal(wordBytesOf(frames(0xc000014000, 0xc000015000, 0x704fb0)), 8);
  });

  it('are 4 where addresses are short, but for a duration', () => {
    assert.equal(wordBytesOf(frames(0x985e120, 0x985e100, 0x985e200, 0x985e300, 0x4e94914f0000)), 4);
  });

  it('are 8 where hardly anything is printed', () => {
    assert.equal(wordBytesOf(frames(0x704fb0, 0x704fc0)), 8);
    assert.equal(wordBytesOf([]), 8);
  });
});

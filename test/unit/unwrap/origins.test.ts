import assert from 'node:assert/strict';
import { Origins } from '../../../src/core/unwrap/origins';

type Step = readonly ['add' | 'insert', start: number, origin: number];

function originsOf(length: number, ...steps: readonly Step[]): Origins {
  const origins = new Origins();
  for (const [kind, start, origin] of steps) {
    if (kind === 'add') origins.add(start, origin);
    else origins.insert(start, origin);
  }
  origins.length = length;
  return origins;
}

const allOf = (origins: Origins) => Array.from({ length: origins.length }, (_, at) => origins.originOf(at));

/** Four bytes of the original from byte 2, an inserted byte, and four bytes from byte 10. */
const sample = () => originsOf(9, ['add', 0, 2], ['insert', 4, 6], ['add', 5, 10]);

describe('The origin of a byte', () => {
  it('is the byte itself if nothing was rewritten', () => {
    assert.deepEqual(allOf(originsOf(3)), [0, 1, 2]);
  });

  it('advances with the text within a piece', () => {
    assert.deepEqual(allOf(sample()), [2, 3, 4, 5, 6, 10, 11, 12, 13]);
  });

  it('is that of the last piece, if two pieces begin at the same byte', () => {
    assert.deepEqual(allOf(originsOf(3, ['add', 0, 0], ['add', 1, 5], ['add', 1, 7])), [0, 7, 8]);
  });
});

describe('The byte of the text for a byte of the original', () => {
  const lineEnd = 100;

  it('is the one that comes from it', () => {
    const origins = sample();
    assert.deepEqual(
      [2, 3, 4, 5, 10, 11, 12, 13].map((origin) => origins.textOf(origin, lineEnd)),
      [0, 1, 2, 3, 5, 6, 7, 8],
    );
  });

  it('is the next one that was kept if it was removed', () => {
    const origins = sample();
    assert.equal(origins.textOf(0, lineEnd), 0);
    assert.equal(origins.textOf(8, lineEnd), 5);
  });

  it('is the last one that was kept if nothing follows in its line', () => {
    const origins = sample();
    assert.equal(origins.textOf(8, 9), 3);
    assert.equal(origins.textOf(20, lineEnd), 8);
  });

  it('is found if the pieces are in another order than in the original', () => {
    const origins = originsOf(6, ['add', 0, 10], ['add', 3, 0]);
    assert.deepEqual(
      [0, 2, 10, 12].map((origin) => origins.textOf(origin, lineEnd)),
      [3, 5, 0, 2],
    );
  });

  it('is never one that was inserted', () => {
    const origins = originsOf(4, ['add', 0, 0], ['insert', 2, 2], ['add', 3, 2]);
    assert.equal(origins.textOf(2, lineEnd), 3);
  });
});

describe('The origins of a text that was rewritten twice', () => {
  it('lead to the first text', () => {
    // The first rewriting removes 4 bytes at the start, the second 2 in the middle.
    const first = originsOf(10, ['add', 0, 4]);
    const second = originsOf(8, ['add', 0, 0], ['add', 3, 5]);
    assert.deepEqual(allOf(first.then(second)), [4, 5, 6, 9, 10, 11, 12, 13]);
  });

  it('have the ends of pieces of both', () => {
    const second = originsOf(6, ['add', 0, 1], ['add', 4, 6]);
    assert.deepEqual(allOf(sample().then(second)), [3, 4, 5, 6, 11, 12]);
  });

  it('include what either has inserted', () => {
    const both = sample().then(originsOf(3, ['add', 0, 3], ['insert', 2, 5]));
    assert.deepEqual(allOf(both), [5, 6, 10]);
    // The byte at 6 of the original is not that at 1: the first rewriting has inserted it.
    assert.equal(both.textOf(6, 100), 0);
  });
});

describe('Origins', () => {
  it('have the shift of the last piece, unless that was inserted', () => {
    assert.equal(originsOf(0).lastShift, undefined);
    assert.equal(originsOf(3, ['add', 0, 7]).lastShift, 7);
    assert.equal(originsOf(3, ['add', 0, 0], ['add', 2, 7]).lastShift, 5);
    assert.equal(originsOf(3, ['add', 0, 0], ['insert', 2, 2]).lastShift, undefined);
  });

  it('continue with the original after an inserted byte', () => {
    assert.deepEqual(allOf(originsOf(4, ['add', 0, 0], ['insert', 2, 2], ['add', 3, 2])), [0, 1, 2, 2]);
  });

  it('of another text can be appended', () => {
    const origins = originsOf(2, ['add', 0, 0]);
    origins.append(originsOf(3, ['add', 0, 20], ['insert', 1, 21], ['add', 2, 30]), 2);
    origins.length = 5;
    assert.deepEqual(allOf(origins), [0, 1, 20, 21, 30]);
    assert.equal(origins.textOf(21, 100), 4);
  });

  it('accept many pieces of a kernel at once, with its addresses', () => {
    const origins = originsOf(2, ['add', 0, 0]);
    origins.addAll(Int32Array.of(1002, 505, 1004, 509), 1000, 500);
    origins.length = 6;
    assert.deepEqual(allOf(origins), [0, 1, 5, 6, 9, 10]);
  });
});

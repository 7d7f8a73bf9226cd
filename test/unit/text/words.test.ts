import assert from 'node:assert/strict';
import {
  classText,
  countsText,
  countText,
  isLess,
  leftOutText,
  partCountText,
  partText,
  type Selection,
  selectionText,
  spokenWaitText,
  statesText,
  sumCounts,
  waitText,
} from '../../../src/core';

const counts = { goroutines: 4663, stacks: 0, groups: 27, races: 0 };
const none = { goroutines: 0, stacks: 0, groups: 0, races: 0 };

describe('In words,', () => {
  it('counts have their noun, and thousands a comma', () => {
    assert.equal(countText(1, 'goroutine'), '1 goroutine');
    assert.equal(countText(4663, 'data race'), '4,663 data races');
    assert.equal(countText(0, 'group'), '0 groups');
  });

  it('a part comes with the whole, and the whole alone', () => {
    assert.equal(partText(120, 1820), '120 of 1,820');
    assert.equal(partText(1820, 1820), '1,820');
    assert.equal(partCountText(120, 820, 'goroutine'), '120 of 820 goroutines');
    assert.equal(partCountText(0, 1, 'stack'), '0 of 1 stack');
    assert.equal(partCountText(1, 1, 'stack'), '1 stack');
  });

  it('a dump has its counts, and the counts of what is shown', () => {
    assert.equal(countsText({ shown: counts, all: counts }), '4,663 goroutines · 27 groups');
    const shown = { ...counts, goroutines: 120 };
    assert.equal(countsText({ shown, all: counts }), '120 of 4,663 goroutines · 27 groups');
    assert.equal(countsText({ shown: none, all: { ...none, races: 2 } }), '0 of 2 data races');
    assert.deepEqual([isLess({ shown, all: counts }), isLess({ shown: counts, all: counts })], [true, false]);
  });

  it('what is left out are goroutines, stacks and races, of all dumps together', () => {
    const all = { ...counts, races: 2 };
    const sum = sumCounts([
      { shown: { ...counts, goroutines: 4660 }, all },
      { shown: { ...none, stacks: 1 }, all: { ...none, stacks: 1 } },
    ]);
    assert.equal(leftOutText(sum), '3 of 4,663 goroutines and 2 of 2 data races');
    assert.equal(leftOutText({ shown: all, all }), '');
  });

  it('waits are one or a range', () => {
    const texts = (min: number, max: number) => [waitText({ min, max }), spokenWaitText({ min, max })];
    assert.deepEqual(texts(0, 0), ['', '']);
    assert.deepEqual(texts(1, 1), ['1 min', '1 minute']);
    assert.deepEqual(texts(36, 36), ['36 min', '36 minutes']);
    assert.deepEqual(texts(3, 36), ['3–36 min', '3 to 36 minutes']);
    assert.deepEqual(texts(0, 36), ['up to 36 min', 'up to 36 minutes']);
  });

  it('are in hours and days if they are long, rounded down', () => {
    const texts = (min: number, max: number) => [waitText({ min, max }), spokenWaitText({ min, max })];
    assert.deepEqual(texts(119, 119), ['119 min', '119 minutes']);
    assert.deepEqual(texts(120, 120), ['2 h', '2 hours']);
    assert.deepEqual(texts(179, 179), ['2.9 h', '2.9 hours']);
    assert.deepEqual(texts(1440, 1440), ['24 h', '24 hours']);
    assert.deepEqual(texts(4320, 4320), ['3 d', '3 days']);
    assert.deepEqual(texts(3, 1200), ['3 min–20 h', '3 minutes to 20 hours']);
    assert.deepEqual(texts(1200, 1210), ['20 h', '20 hours']);
    assert.deepEqual(texts(1200, 2000), ['20–33 h', '20 to 33 hours']);
    assert.deepEqual(texts(0, 15_000), ['up to 10 d', 'up to 10 days']);
  });

  it('states are counted if they differ, most frequent first', () => {
    assert.equal(statesText([['select', 3]]), 'select');
    assert.equal(
      statesText([
        ['runnable', 8],
        ['', 5],
        ['semacquire', 1812],
      ]),
      '1,812 semacquire, 8 runnable',
    );
    assert.equal(statesText([['', 5]]), '');
    assert.equal(statesText([]), '');
  });

  it('a selection is its conditions', () => {
    const said = (selection: Selection) => selectionText(selection);
    assert.equal(said({}), '');
    assert.equal(said({ text: ' ', classes: [], hidden: [] }), '');
    assert.equal(said({ text: ' hub.go ' }), 'Only with “hub.go”.');
    assert.equal(
      said({ text: 'hub', function: 'example.com/lab/node.(*Hub).run', classes: ['io', 'lock'] }),
      'Only with “hub”; through node.(*Hub).run; I/O or Lock.',
    );
    assert.equal(said({ hidden: ['a'] }), 'Without hidden groups.');
    assert.equal(said({ classes: ['select'], hidden: ['a'] }), 'Only Select. Without hidden groups.');
    assert.equal(classText('syscall'), 'System call');
  });
});

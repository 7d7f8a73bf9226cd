import assert from 'node:assert/strict';
import { unchangedText } from '../../../src/client/text/sinks';
import { received } from '../../../src/client/text/untrusted';
import {
  groupCountText,
  nounOf,
  locationText,
  sharedText,
  stateAndWait,
  summaryText,
} from '../../../src/client/words/wording';
import { countsOf, groupOf, sectionOf } from './shown';

describe('What goroutines share', () => {
  it('is a sentence that says by which key', () => {
    const shared = (change: Parameters<typeof groupOf>[0]) => unchangedText(sharedText(groupOf(change)));
    assert.equal(shared({}), 'in Take');
    const title = 'created by example.com/shop.Run at run.go:7';
    assert.equal(shared({ key: 'creator', title, name: 'Run' }), 'created by Run');
    assert.equal(shared({ key: 'creator', title: 'no creator', name: 'no creator' }), 'with no creator');
    const path = 'example.com/shop';
    assert.equal(shared({ key: 'package', title: path, name: 'shop' }), 'in package example.com/shop');
    assert.equal(shared({ key: 'label', title: 'job: 1', name: 'job: 1' }), 'with job: 1');
  });
});

describe('The summary of a dump', () => {
  it('has the counts and the longest wait', () => {
    assert.equal(summaryText([sectionOf()]), '2 goroutines · 1 group · longest wait 36 min');
  });

  it('says how many are shown if a filter leaves some out', () => {
    const counts = countsOf({ goroutines: 2, groups: 1 }, { goroutines: 4663, groups: 27 });
    assert.equal(
      summaryText([sectionOf(counts)]),
      '2 of 4,663 goroutines · 1 of 27 groups · longest wait 36 min',
    );
  });

  it('sums the dumps of a text, and has no wait if none is printed', () => {
    const groups = [groupOf({ waitMinutes: { min: 0, max: 0 } })];
    const races = sectionOf({ groups: [], ...countsOf({ races: 3 }) });
    assert.equal(
      summaryText([sectionOf({ groups }), sectionOf({ groups }), races]),
      '4 goroutines · 2 groups · 3 data races',
    );
  });
});

describe('The count of a group', () => {
  it('counts goroutines, or stacks that loggers wrote', () => {
    assert.equal(groupCountText(groupOf({ count: 820 }), 'goroutines'), '820 goroutines');
    assert.equal(groupCountText(groupOf({ count: 1 }), 'stacks'), '1 stack');
    assert.equal(nounOf(undefined), 'goroutine');
  });

  it('also has the full count if a filter selects only some goroutines', () => {
    assert.equal(groupCountText(groupOf({ count: 120, fullCount: 820 }), 'profile'), '120 of 820 goroutines');
  });
});

describe('What a group waits for', () => {
  const text = (...args: Parameters<typeof groupOf>) => unchangedText(stateAndWait(groupOf(...args)));

  it('is its state and its wait', () => {
    assert.equal(text(), 'chan receive · 3–36 min');
  });

  it('is counted by state if the states differ', () => {
    assert.equal(
      text({ states: { runnable: 8, semacquire: 812 }, waitMinutes: { min: 0, max: 2 } }),
      '812 semacquire, 8 runnable · up to 2 min',
    );
  });

  it('is empty in a profile', () => {
    assert.equal(text({ states: {}, waitMinutes: { min: 0, max: 0 } }), '');
  });
});

describe('The place of a frame', () => {
  const place = (file: string) =>
    unchangedText(locationText(received({ function: 'main.f', file, line: 281 })));

  it('is the name of its file and the line', () => {
    assert.equal(place('/app/node/hub.go'), 'hub.go:281');
    assert.equal(place('C:\\app\\node\\hub.go'), 'hub.go:281');
  });

  it('is empty if the dump names no file', () => {
    assert.equal(place(''), '');
  });
});

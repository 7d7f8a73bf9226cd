import assert from 'node:assert/strict';
import { unchangedText } from '../../../src/client/text/sinks';
import { received } from '../../../src/client/text/untrusted';
import { viewText } from '../../../src/client/words/viewText';
import { countsOf, dumpOf, sectionOf, summaryOf } from './shown';

const text = (...args: Parameters<typeof dumpOf>) => unchangedText(viewText(dumpOf(...args)));

describe('The text above the tree', () => {
  it('is empty if everything is shown by stack', () => {
    assert.equal(text([sectionOf()]), '');
  });

  it('says when the dump was logged, if it is the only one', () => {
    const section = summaryOf({ time: '2026/01/02 03:04:05' });
    assert.equal(text([sectionOf({ summary: section })]), 'Logged 2026/01/02 03:04:05.');
    assert.equal(text([sectionOf({ summary: section }), sectionOf({ summary: section })]), '');
  });

  it('says what the dump is if it is not the runtime’s own text', () => {
    const section = sectionOf({ summary: summaryOf({ kind: 'profile' }) });
    assert.equal(text([section]), 'A profile: it counts goroutines and has no IDs, states or waits.');
  });

  it('says first that the text is cut off', () => {
    const dump = dumpOf([sectionOf()], { order: 'wait' });
    const message = received<string>('The text ends in the middle of a goroutine.');
    const problems = [{ code: 'cut-off', line: 3, endLine: 5, message }] as const;
    const shown = viewText({ ...dump, summary: { ...dump.summary, problems } });
    assert.equal(unchangedText(shown), 'The text ends in the middle of a goroutine. Longest wait first.');
  });

  it('does not name the form if a text has several', () => {
    assert.equal(text([sectionOf(), sectionOf({ summary: summaryOf({ kind: 'profile' }) })]), '');
  });

  it('says how the goroutines are grouped and ordered', () => {
    assert.equal(text([sectionOf()], { key: 'creator', order: 'wait' }), 'By creator. Longest wait first.');
  });

  it('says what the filter selects, and how many goroutines that is', () => {
    const counts = countsOf({ goroutines: 2, groups: 1 }, { goroutines: 9, groups: 4 });
    const view = {
      text: 'hub',
      function: received<string>('example.com/shop/orders.Take'),
      classes: ['lock', 'io'],
      hidden: ['g2'],
    } as const;
    assert.equal(
      text([sectionOf({ ...counts, hidden: 1 })], view),
      'Only with “hub”; through orders.Take; Lock or I/O. Without hidden groups. ' +
        '2 of 9 goroutines · 1 of 4 groups.',
    );
  });

  it('says nothing of hidden groups that belong to another key', () => {
    assert.equal(text([sectionOf()], { key: 'state', hidden: ['g2'] }), 'By state.');
  });

  it('says that many dumps are shown as one', () => {
    const dump = dumpOf([sectionOf()]);
    const sections = Array.from({ length: 40 }, () => summaryOf());
    const shown = viewText({ ...dump, summary: { ...dump.summary, sections } });
    assert.equal(unchangedText(shown), '40 dumps, shown as one.');
  });
});

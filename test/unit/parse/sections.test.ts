import assert from 'node:assert/strict';
import { readDump } from '../../../src/core';
import { SectionMarks } from '../../../src/core/parse/sections';

describe('The marks of a text', () => {
  for (const lines of [
    ['preamble'],
    ['threadSeparator'],
    ['threadSeparator', 'preamble'],
    ['title', 'preamble'],
  ]) {
    it(`stay few where a log repeats what begins a dump: ${lines.join(', ')}`, () => {
      const marks = new SectionMarks({ length: 3 });
      for (let line = 0; line < 1000; line++) {
        const kind = lines[line % lines.length];
        if (kind === 'preamble') marks.add({ kind, title: 'panic: x', line });
        else if (kind === 'title') marks.add({ kind, name: `web-${line}`, line });
        else marks.add({ kind: 'threadSeparator' });
      }
      assert.ok(marks.marks.length <= 4, String(marks.marks.length));
    });
  }

  it('give the last title, and the first preamble below it', () => {
    const goroutine = (id: number) => `goroutine ${id} [running]:\nmain.f()\n\t/x/main.go:1 +0x1\n\n`;
    const text = [
      goroutine(1),
      '==> a <==\npanic: a\n\n',
      '==> b <==\n',
      'panic: b\npanic: c\npanic: d\npanic: e\n\n',
      goroutine(2),
      '-----\n\nSIGQUIT: quit\n\n-----\n\nSIGQUIT: quit\n\n',
      goroutine(2),
    ].join('');
    assert.deepEqual(
      readDump(text).dump.sections.map(({ name, title, goroutineCount }) => [name, title, goroutineCount]),
      [
        ['', '', 1],
        ['b', 'panic: b', 2],
      ],
    );
  });
});

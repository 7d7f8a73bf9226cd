import assert from 'node:assert/strict';
import {
  goroutineAt,
  goroutineId,
  goroutinesWithDigits,
  goroutineWithId,
  parseDump,
  sectionOf,
} from '../../../src/core';
import { expectedDumps, fixtureText } from '../../fixtures';

const text = `log line
goroutine 1 [running]:
main.main()
	/x/main.go:1 +0x1

goroutine 7 [select]:
main.f()
	/x/main.go:2 +0x1
log line

SIGQUIT: quit

goroutine 1 [select]:
main.main()
	/x/main.go:1 +0x1

goroutine 9 [select]:
main.g()
	/x/main.go:3 +0x1
`;
const dump = parseDump(text);

describe('The goroutine at a line', () => {
  it('is the one that contains the line, from the header to the last frame', () => {
    const at = text.split('\n').map((_, line) => goroutineAt(dump, line));
    const none = undefined;
    assert.deepEqual(at.slice(0, 8), [none, 0, 0, 0, none, 1, 1, 1]);
    assert.deepEqual(at.slice(9), [none, none, none, 2, 2, 2, none, 3, 3, 3, none]);
  });

  it('is undefined outside the dump', () => {
    for (const line of [-1, 1000, Infinity]) assert.equal(goroutineAt(dump, line), undefined);
    assert.equal(goroutineAt(parseDump(''), 0), undefined);
  });

  it('is found by its header in every real dump', () => {
    for (const [path] of expectedDumps()) {
      const real = parseDump(fixtureText(path));
      const headers = Array.from(real.goroutines.line);
      assert.deepEqual(
        headers.map((line) => goroutineAt(real, line)),
        headers.map((_, index) => index),
        path,
      );
    }
  });
});

describe('The goroutine with an id', () => {
  it('is the one of the same process, if a text has the dumps of several', () => {
    assert.deepEqual([goroutineWithId(dump, 1, 0), goroutineWithId(dump, 1, 3)], [0, 2]);
  });

  it('is the first one of the text if no process is given', () => {
    assert.equal(goroutineWithId(dump, 1), 0);
  });

  it('may not exist', () => {
    assert.equal(goroutineWithId(dump, 8), undefined);
    assert.equal(goroutineWithId(dump, 8, 2), undefined);
    assert.equal(goroutineWithId(dump, 7, 3), undefined);
    assert.equal(goroutineWithId(dump, 9, 0), undefined);
    assert.equal(goroutineWithId(parseDump(''), 1), undefined);
  });
});

describe('The process of a goroutine', () => {
  it('is the last section that begins before it', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((goroutine) => sectionOf(dump, goroutine)?.title),
      ['', '', 'SIGQUIT: quit', 'SIGQUIT: quit'],
    );
  });
});

describe('The goroutines whose ids begin with digits', () => {
  const all = parseDump([70, 8, 7, 700, 17].map((id) => `goroutine ${id} [select]:\n`).join('\n'));
  const ids = (digits: string) =>
    goroutinesWithDigits(all, digits, 9).first.map((index) => goroutineId(all.goroutines, index));

  it('are sorted by id, so that the exact one is the first', () => {
    assert.deepEqual(ids('7'), [7, 70, 700]);
    assert.deepEqual(ids('70'), [70, 700]);
    assert.deepEqual(ids('9'), []);
    assert.deepEqual(ids(''), [7, 8, 17, 70, 700]);
  });

  it('are none in a form without ids', () => {
    const profile = parseDump('goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x1\t/x/main.go:3\n');
    assert.equal(profile.goroutines.length, 1);
    assert.deepEqual(goroutinesWithDigits(profile, '', 9), { total: 0, first: [] });
  });

  it('are the first ones up to the limit, and all are counted', () => {
    const { total, first } = goroutinesWithDigits(all, '', 2);
    assert.equal(total, 5);
    assert.deepEqual(
      first.map((index) => goroutineId(all.goroutines, index)),
      [7, 8],
    );
  });
});

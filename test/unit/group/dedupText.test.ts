import assert from 'node:assert/strict';
import {
  dedupText,
  type Dump,
  groupDump,
  type GroupKey,
  guessUserCode,
  readDump,
  type ReadLines,
  summarize,
} from '../../../src/core';
import { anycable, expectedDumps, expectedForms, fixtureText } from '../../fixtures';
import { nonEmpty } from '../../nonEmpty';

interface Case {
  readonly dump: Dump;
  readonly deduplicated: string;
  readonly figures: unknown;
}

/** Each dump of a text separately, or only the given ones. */
async function read(text: string, sections?: readonly number[], key: GroupKey = 'stack'): Promise<Case> {
  const { dump, unwrapped } = readDump(text);
  const context = { isUserCode: guessUserCode(dump) };
  const groups = (index: number) => groupDump(dump, key, context, dump.sections[index]);
  const shown = sections ?? [...dump.sections.keys()];
  const parts = shown.map((section) => ({ section, groups: groups(section) }));
  const { sections: stats } = summarize(dump, groupDump(dump, key, context));
  const figures = stats.map(({ kind, goroutines, groups: count }, index) => [
    kind,
    goroutines,
    count,
    groups(index).map((group) => [group.id, group.count]),
  ]);
  return { dump, deduplicated: await dedupText(dump, parts, linesOf(unwrapped.text)), figures };
}

/** All dumps of a text as one. */
async function readAsOne(text: string): Promise<Pick<Case, 'dump' | 'deduplicated'>> {
  const { dump, unwrapped } = readDump(text);
  const groups = groupDump(dump, 'stack', { isUserCode: guessUserCode(dump) });
  return { dump, deduplicated: await dedupText(dump, [{ groups }], linesOf(unwrapped.text)) };
}

function linesOf(text: Uint8Array): ReadLines {
  const lines = new TextDecoder().decode(text).split('\n');
  return (from, to) => Promise.resolve(Array.from({ length: to - from }, (_, n) => lines[from + n] ?? ''));
}

const stack = 'main.f()\n\t/x/main.go:1 +0x1\n';
const other = 'main.g()\n\t/x/main.go:2 +0x1\n';

const report = (write: number, previous: number, ids: readonly [number, number]) => `==================
WARNING: DATA RACE
Write at 0x00c00001${write} by goroutine ${ids[0]}:
  main.write()
      /x/main.go:${write} +0x1

Previous write at 0x00c00001${write} by goroutine ${ids[1]}:
  main.write()
      /x/main.go:${previous} +0x1

Goroutine ${ids[0]} (running) created at:
  main.main()
      /x/main.go:3 +0x1
==================
`;

describe('The deduplicated text', () => {
  it('has each group once, with the ids of its goroutines', async () => {
    const { deduplicated } = await read(
      `goroutine 1 [running]:\n${other}\ngoroutine 7 [select] {session: a}:\n${stack}\ngoroutine 8 [select]:\n${stack}`,
    );
    assert.equal(
      deduplicated,
      `goroutine 7 [select] {session: a}:\n2 times: [7, 8]\n${stack}\ngoroutine 1 [running]:\n${other}`,
    );
  });

  const paths = [anycable, ...[...expectedDumps(), ...expectedForms()].map(([path]) => path)];
  for (const path of nonEmpty(paths, 'dumps').filter((name) => !name.endsWith('.pb.gz'))) {
    it(`is a dump itself, with the same counts: ${path}`, async () => {
      const once = await read(fixtureText(path));
      const again = await read(once.deduplicated);
      assert.deepEqual(again.figures, once.figures);
      assert.equal(again.deduplicated, once.deduplicated);
    });
  }

  it('begins with what the process printed before its stacks', async () => {
    const { deduplicated } = await read(fixtureText('samples/panicstruct-go1.24.txt'));
    assert.match(deduplicated, /^panic: \(main\.config\) 0xc000010030\n\ngoroutine 1 \[running\]:\n/);
    const signal = await read(`SIGQUIT: quit\nPC=0x47 m=0 sigcode=0\n\ngoroutine 1 [running]:\n${stack}`);
    assert.match(signal.deduplicated, /^SIGQUIT: quit\nPC=0x47 m=0 sigcode=0\n\ngoroutine 1 /);
  });

  it('keeps several dumps separate, even if nothing else separates them', async () => {
    const text = [
      `goroutine 1 [running]:\n${stack}`,
      `goroutine 2 [select]:\n${other}`,
      `goroutine 1 [select]:\n${other}`,
    ].join('\n');
    const { deduplicated, dump } = await read(text);
    assert.equal(dump.sections.length, 2);
    assert.equal(
      deduplicated,
      [
        '==> dump 1 <==\n',
        `goroutine 1 [running]:\n${stack}`,
        `goroutine 2 [select]:\n${other}`,
        '==> dump 2 <==\n',
        `goroutine 1 [select]:\n${other}`,
      ].join('\n'),
    );
    assert.deepEqual(
      (await read(deduplicated)).dump.sections.map(({ name }) => name),
      ['dump 1', 'dump 2'],
    );
  });

  it('names the service of each dump', async () => {
    const lines = (service: string, text: string) =>
      text.split('\n').map((line) => `${service.padEnd(6)} | ${line}\n`);
    const web = lines('web-1', `goroutine 1 [running]:\n${stack}\ngoroutine 2 [select]:\n${stack}`);
    const db = lines('db-1', `goroutine 1 [running]:\n${other}\ngoroutine 3 [select]:\n${other}`);
    const { deduplicated } = await read(web.flatMap((line, n) => [line, db[n]!]).join(''));
    assert.equal(
      deduplicated,
      [
        '==> web-1 <==\n',
        `goroutine 1 [running]:\n2 times: [1, 2]\n${stack}`,
        '==> db-1 <==\n',
        `goroutine 1 [running]:\n2 times: [1, 3]\n${other}`,
      ].join('\n'),
    );
  });

  it('of some of the dumps has only these', async () => {
    const text = `panic: a\n\ngoroutine 1 [running]:\n${stack}\npanic: b\n\ngoroutine 1 [running]:\n${other}`;
    assert.equal(
      (await read(text, [1])).deduplicated,
      `==> dump 2 <==\n\npanic: b\n\ngoroutine 1 [running]:\n${other}`,
    );
  });

  it('of a profile after a panic is a panic and a profile', async () => {
    const profile = 'goroutine profile: total 3\n3 @ 0x1\n#\t0x1\tmain.f+0x1\t/x/main.go:1\n';
    const once = await read(`panic: boom 12\n\n${profile}`);
    assert.equal(once.deduplicated, `panic: boom 12\n\n${profile}`);
    assert.deepEqual((await read(once.deduplicated)).figures, once.figures);
  });

  it('has the lines between a preamble and its goroutines only once', async () => {
    const between = report(10, 20, [7, 8]);
    const once = await read(
      `${report(30, 40, [5, 6])}panic: boom\n\n${between}\ngoroutine 1 [running]:\n${stack}`,
    );
    assert.equal(once.deduplicated.match(/main\.go:10 /g)!.length, 1);
    assert.deepEqual((await read(once.deduplicated)).figures, once.figures);
  });

  it('of one dump stays one dump, even if a busy goroutine occurs twice', async () => {
    const unavailable = '\tgoroutine running on other thread; stack unavailable\n';
    const once = await read(
      [
        `SIGQUIT: quit\n\ngoroutine 5 [running]:\n${unavailable}`,
        `goroutine 6 [select]:\n${other}`,
        `-----\n\nSIGQUIT: quit\n\ngoroutine 5 [running]:\n${stack}`,
      ].join('\n'),
    );
    assert.equal(once.dump.sections.length, 1);
    assert.deepEqual((await read(once.deduplicated)).figures, once.figures);
  });

  it('of dumps of several kinds that are shown as one has them all', async () => {
    const profile = 'goroutine profile: total 3\n3 @ 0x1\n#\t0x1\tmain.f+0x1\t/x/main.go:1\n';
    const panics = Array.from(
      { length: 3 },
      (_, n) => `panic: boom\n\ngoroutine 1 [running]:\n${stack.replace('f', 'abc'[n]!)}`,
    );
    const { dump, deduplicated } = await readAsOne([...panics, profile, report(1, 2, [7, 8])].join('\n'));
    const again = readDump(deduplicated).dump;
    const total = (of: Dump) => of.sections.reduce((sum, { goroutines }) => sum + goroutines, 0);
    assert.equal(total(again), total(dump));
    assert.deepEqual(
      again.sections.map(({ kind }) => kind),
      ['races', 'profile', 'goroutines'],
    );
  });

  it('of dumps that are shown as one has the cause of each, once', async () => {
    const dumps = ['boom', 'bang', 'boom'].map((why) => `panic: ${why}\n\ngoroutine 1 [running]:\n${stack}`);
    assert.equal(
      (await readAsOne(dumps.join('\n'))).deduplicated,
      `2 times:\npanic: boom\npanic: bang\n\ngoroutine 1 [running]:\n3 times: [1, 1, 1]\n${stack}`,
    );
  });

  it('leaves out most of a log between a preamble and its goroutines', async () => {
    const log = 'level=info msg=working\n'.repeat(1000);
    const { deduplicated } = await read(`panic: a\n${log}goroutine 1 [running]:\n${stack}`);
    assert.ok(deduplicated.startsWith('panic: a\nlevel=info'));
    assert.ok(deduplicated.split('\n').length < 150);
  });
});

describe('The deduplicated text of race reports', () => {
  it('has each report in full', async () => {
    const text = report(10, 20, [7, 8]) + report(20, 10, [9, 8]);
    assert.equal((await read(text)).deduplicated, `${report(10, 20, [7, 8])}\n${report(20, 10, [9, 8])}`);
  });

  it('has equal reports once', async () => {
    const text = report(10, 20, [7, 8]) + report(10, 20, [9, 10]) + report(20, 10, [9, 8]);
    const once = await read(text);
    assert.equal(once.deduplicated, `2 times:\n${report(10, 20, [7, 8])}\n${report(20, 10, [9, 8])}`);
    const again = await read(once.deduplicated);
    assert.deepEqual(
      again.dump.races.map(({ count: times }) => times),
      [2, 1],
    );
    assert.equal(again.deduplicated, once.deduplicated);
  });
});

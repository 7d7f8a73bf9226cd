import assert from 'node:assert/strict';
import { groupDump, guessUserCode, parseDump, summarize } from '../../../src/core';
import { anycable, expectedDumps, expectedForms, fixture, fixtureText } from '../../fixtures';

function summaryOf(bytes: Uint8Array) {
  const dump = parseDump(bytes);
  const context = { isUserCode: guessUserCode(dump) };
  return summarize(dump, groupDump(dump, 'stack', context));
}

describe('Dumps of Go 1.10 to 1.27', () => {
  for (const [path, expected] of expectedDumps()) {
    it(`reads ${path}`, () => {
      const { goroutines, states } = summaryOf(fixture(path));
      assert.equal(goroutines, expected.goroutines);
      assert.deepEqual({ ...states }, { ...expected.states });
    });
  }

  it('reads the dump of a real deadlock', () => {
    const summary = summaryOf(fixture(anycable));
    assert.equal(summary.goroutines, 3539);
    assert.equal(summary.groups, 20);
    assert.equal(summary.longestWaitMinutes, 3);
    assert.deepEqual(summary.problems, []);
    assert.deepEqual(summary.states, {
      'chan send': 1953,
      semacquire: 796,
      'chan receive': 781,
      select: 3,
      'IO wait': 3,
      syscall: 1,
      sleep: 1,
      running: 1,
    });
  });
});

describe('Dumps in other forms, and wrapped dumps', () => {
  for (const [path, expected] of expectedForms()) {
    if (path.endsWith('.pb.gz')) continue; // binary: they are read as the text that is made of them
    it(`reads ${path}`, () => {
      const { goroutines, states } = summaryOf(fixture(path));
      assert.equal(goroutines, expected.goroutines);
      if (expected.states !== undefined) assert.deepEqual({ ...states }, { ...expected.states });
      const { goroutines: columns, races } = parseDump(fixture(path));
      if (expected.records !== undefined) {
        assert.equal(path.includes('/race') ? races.length : columns.length, expected.records);
      }
    });
  }
});

describe('Problems', () => {
  const clean = expectedDumps().filter(
    ([path, { goroutines }]) => goroutines > 0 && !/truncated|interleaved/.test(path),
  );
  for (const [path] of clean) {
    it(`finds none in ${path}`, () => {
      assert.deepEqual(parseDump(fixture(path)).problems, []);
    });
  }

  const codes = (text: string) =>
    parseDump(text).problems.map(({ code, line, endLine }) => [code, line, endLine]);

  it('says that there is no goroutine, and why', () => {
    assert.deepEqual(codes(''), [['no-goroutines', 0, 0]]);
    assert.deepEqual(codes('SELECT 1;\n'), [['no-goroutines', 0, 1]]);
    const [problem] = parseDump(fixture('samples/none-gotraceback-go1.24.txt')).problems;
    assert.match(problem!.message, /^No goroutine follows “panic: .*GOTRACEBACK=none/);
  });

  it('says that a profile is truncated, or that it is not a goroutine profile', () => {
    const counted =
      'goroutine profile: total 12\n11 @ 0x43ca6e 0x44d3c5\n#\t0x44d3c4\tmain.f+0x24\t/a.go:1\n';
    const [problem] = parseDump(counted).problems;
    assert.equal(problem!.code, 'cut-off');
    assert.match(problem!.message, /12 goroutines, but its records have 11/);
    assert.match(
      parseDump('heap profile: 1: 2 [3: 4] @ heap/1\n').problems[0]!.message,
      /heap profile.*debug=2/,
    );
    assert.match(parseDump('panic: boom\n').problems[0]!.message, /GOTRACEBACK=none/);
  });

  it('reports a header without a stack', () => {
    assert.deepEqual(codes('goroutine 1 [running]:\n\ngoroutine 2 [running]:\nmain.f()\n\t/a.go:1\n'), [
      ['no-stack', 0, 1],
    ]);
  });

  it('reports the frames of a stack without a header once', () => {
    const frames = 'main.g()\n\t/a.go:2 +0x1\nmain.main()\n\t/a.go:3 +0x1\n';
    assert.deepEqual(codes(`${frames}\ngoroutine 1 [running]:\nmain.f()\n\t/a.go:1\n`), [
      ['no-header', 0, 4],
    ]);
  });

  it('reports unrelated lines only inside a goroutine', () => {
    const dump = (between: string) =>
      `goroutine 1 [running]:\nmain.f()\n\t/a.go:1\n${between}main.main()\n\t/a.go:3 +0x1\nexit status 2\n`;
    assert.deepEqual(codes(dump('')), []);
    assert.deepEqual(codes(dump('2026/01/01 listening on :80\nok\n')), [['unknown-line', 3, 5]]);
  });

  it('loses no frame to unrelated lines between its two lines', () => {
    const dump = (between: string, file = '\t/a.go:1 +0x1') =>
      `goroutine 1 [running]:\nmain.f(0x1)\n${between}${file}\ncreated by main.main\n${between}\t/a.go:3\n`;
    const log = '2026/01/01 10:00:00 request failed\n';
    const frames = (text: string) => parseDump(text).frames.map(({ function: name, line }) => [name, line]);
    const both = [
      ['main.f', 1],
      ['main.main', 3],
    ];
    for (const count of [1, 2]) {
      const text = dump(log.repeat(count));
      assert.deepEqual(frames(text), both);
      assert.deepEqual(codes(text), [
        ['unknown-line', 2, 2 + count],
        ['unknown-line', 4 + count, 4 + 2 * count],
      ]);
      assert.deepEqual(frames(text.repeat(2)), both);
      assert.deepEqual(frames(dump('').repeat(2) + text), both);
    }
  });

  it('takes no file line that is distant or belongs to another frame', () => {
    const frames = (between: string) => {
      const text = `goroutine 1 [running]:\nmain.f(0x1)\n${between}\nmain.main()\n\t/a.go:3\n`;
      return parseDump(text).frames.map((frame) => frame.function);
    };
    const log = '2026/01/01 10:00:00 request failed\n';
    assert.deepEqual(frames(`${log.repeat(2)}\t/a.go:1`), ['main.f', 'main.main']);
    assert.deepEqual(frames(`${log.repeat(3)}\t/a.go:1`), ['main.main']);
    assert.deepEqual(frames(`${log}/a.go:1`), ['main.main']);
    assert.deepEqual(frames(`main.g()\n\t/a.go:1`), ['main.g', 'main.main']);
    assert.deepEqual(frames(`created by main.g\n\t/a.go:1`), ['main.g']);
  });

  it('keeps the frames of a goroutine that is cut off', () => {
    const cut = 'goroutine 1 [running]:\nmain.f()\n\t/a.go:1\nmain.main()\n\t/a.g';
    const dump = parseDump(cut);
    assert.equal(dump.goroutines.length, 1);
    assert.deepEqual(
      dump.stacks[0]!.frames.map((frame) => frame.function),
      ['main.f'],
    );
    assert.deepEqual(codes(cut), [['cut-off', 3, 5]]);
  });

  it('says that a text is cut off inside the offset of a line, or after a header', () => {
    const whole = 'goroutine 1 [running]:\nmain.f()\n\t/a.go:1 +0x1\n\n';
    assert.deepEqual(codes(whole.trimEnd()), []);
    for (const end of ['', '+', '+0', '+0x']) {
      const [problem] = parseDump(`${whole}goroutine 2 [running]:\nmain.g()\n\t/a.go:2 ${end}`).problems;
      assert.equal(problem?.code, 'cut-off', end);
    }
    assert.deepEqual(codes(`${whole}goroutine 2 [running]:`), [['cut-off', 4, 5]]);
  });

  it('limits the problems of a bad text', () => {
    const bad = 'main.f()\n\t/a.go:1\nsomething else\n'.repeat(5000);
    const { problems } = parseDump(bad);
    assert.equal(problems.length, 101 + 1);
    assert.match(problems.at(-1)!.message + problems.at(-2)!.message, /more places could not be read/);
  });
});

describe('Several dumps in one text', () => {
  const sections = (text: string) =>
    parseDump(text).sections.map(({ title, line, goroutineCount }) => [title, line, goroutineCount]);
  const goroutine = (id: number, state = 'select') => `goroutine ${id} [${state}]:\nmain.f()\n\t/a.go:1\n\n`;

  it('separates them by their preambles', () => {
    const text = `panic: one\n\n${goroutine(1)}exit status 2\nfatal error: two\n\n${goroutine(2)}`;
    assert.deepEqual(sections(text), [
      ['panic: one', 0, 1],
      ['fatal error: two', 7, 1],
    ]);
  });

  it('separates them by a repeated id, and assigns the dumping goroutine to its own dump', () => {
    const dump = goroutine(7, 'running') + goroutine(1) + goroutine(2);
    const again = goroutine(9, 'running') + goroutine(1) + goroutine(2);
    assert.deepEqual(sections(dump + again), [
      ['', 0, 3],
      ['', 12, 3],
    ]);
    assert.equal(parseDump(fixture('samples/three-dumps-in-one-log.txt')).sections.length, 3);
  });

  it('keeps the thread blocks of GOTRACEBACK=crash together', () => {
    for (const version of ['1.19', '1.24']) {
      const text = fixtureText(`samples/crash-gotraceback-go${version}.txt`);
      assert.deepEqual(
        sections(text).map(([title]) => title),
        ['SIGQUIT: quit'],
      );
      assert.equal(sections(text + text).length, 2);
    }
  });
});

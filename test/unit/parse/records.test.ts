import assert from 'node:assert/strict';
import { parseDump, readDump } from '../../../src/core';
import { fixtureText } from '../../fixtures';

const frame = (name: string) => `main.${name}()\n\t/x/main.go:1 +0x1\n`;
const dump = `panic: boom\n\ngoroutine 1 [running]:\n${frame('f')}\ngoroutine 2 [select]:\n${frame('own')}\n`;

const records: Readonly<Record<string, string>> = {
  'a race report': fixtureText('samples/race-go1.24.txt'),
  'a stack of zerolog': fixtureText('samples/log-zerolog-go1.19.txt'),
  'a stack of zap': fixtureText('samples/log-zap-go1.19.txt'),
  'a profile': fixtureText('samples/pprof-debug1-go1.24.txt'),
};

describe('A goroutine before', () => {
  for (const [name, record] of Object.entries(records)) {
    it(`${name} keeps its own stack and lines`, () => {
      const { goroutines, stacks } = parseDump(Buffer.from(dump + record));
      const names = (n: number) => stacks[goroutines.stack[n]!]!.frames.map((each) => each.function);
      assert.deepEqual([names(0), names(1)], [['main.f'], ['main.own']]);
      assert.equal(goroutines.endLine[1], 9);
      const alone = parseDump(Buffer.from(record));
      assert.equal(goroutines.length, alone.goroutines.length + 2);
      for (let n = 0; n < alone.goroutines.length; n++) {
        const own = alone.stacks[alone.goroutines.stack[n]!]!.frames.map((each) => each.function);
        assert.deepEqual(names(n + 2), own);
        assert.ok(goroutines.line[n + 2]! < goroutines.endLine[n + 2]!);
        assert.ok(goroutines.start[n + 2]! < goroutines.end[n + 2]!);
      }
    });
  }
});

describe('A dump after another one', () => {
  it('is separate if it is wrapped differently', () => {
    const first = `goroutine 1 [running]:\n${frame('f')}\ngoroutine 18 [select]:\n${frame('g')}\n`;
    const other = `goroutine 34 [running]:\n${frame('f')}\ngoroutine 35 [select]:\n${frame('g')}\n`;
    const json = other
      .split('\n')
      .map(
        (line) => `${JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-01-01T00:00:00Z' })}\n`,
      )
      .join('');
    const counts = (text: string) =>
      readDump(text).dump.sections.map(({ name, goroutineCount }) => [name, goroutineCount]);
    assert.deepEqual(counts(first + json), [
      ['', 2],
      ['', 2],
    ]);
    assert.deepEqual(counts(`==> web-1 <==\n${first}\n${json}`), [
      ['web-1', 2],
      ['', 2],
    ]);
  });
});

describe('A count', () => {
  it('that is too large for a column becomes the maximum, and is a problem', () => {
    const profile =
      'goroutine profile: total 5000000003\n5000000000 @ 0x1\n#\t0x1\tmain.f+0x1\t/x/main.go:1\n\n' +
      '3 @ 0x2\n#\t0x2\tmain.g+0x1\t/x/main.go:2\n\n';
    const { goroutines, problems } = parseDump(profile);
    assert.deepEqual([...goroutines.count], [4_294_967_295, 3]);
    assert.deepEqual(
      problems.map(({ code, line, endLine }) => [code, line, endLine]),
      [['count-too-large', 1, 2]],
    );
  });

  it('is summed without wrapping', () => {
    const record = (name: string) => `4000000000 @ 0x1\n#\t0x1\tmain.${name}+0x1\t/x/main.go:1\n\n`;
    const { sections, problems } = parseDump(
      `goroutine profile: total 8000000000\n${record('f')}${record('g')}`,
    );
    assert.equal(sections[0]!.goroutines, 8_000_000_000);
    assert.deepEqual(problems, []);
  });

  for (const [form, text] of [
    ['deduplicated dump', 'goroutine 1 [select]:\n5000000000 times: [1, 2]\nmain.f()\n\t/x/main.go:1 +0x1\n'],
    [
      'deduplicated profile',
      'goroutine profile: total 5000000000\n5000000000 @ 0x1\n#\t0x1\tmain.f+0x1\t/x/main.go:1\n',
    ],
  ] as const) {
    it(`of a ${form} that is too large is a problem`, () => {
      const { goroutines, problems } = parseDump(text);
      assert.deepEqual([...goroutines.count], [4_294_967_295]);
      assert.deepEqual(
        problems.map(({ message }) => message),
        ['The entry stands for 5,000,000,000 goroutines; at most 4,294,967,295 can be shown.'],
      );
    });
  }
});

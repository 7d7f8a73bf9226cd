import assert from 'node:assert/strict';
import {
  type Dump,
  framesBetween,
  parseDump,
  readDump,
  type ReadDump,
  readHeader,
  sectionOf,
} from '../../src/core';
import { expectedDumps, fixture } from '../fixtures';
import { assertLinear, measuringTime } from '../linearTime';
import { random } from '../random';
import { losslessWrappers, lossyWrappers } from '../wrappers';

const seed = 20_26_11;
const cases = 8_000;
const wrappedCases = 3_000;
const excerpt = 3000;

const samples = expectedDumps().map(([path]) => Buffer.from(fixture(path)));
const pieces = [
  '\n',
  '\r\n',
  '(',
  ')',
  '[',
  ']',
  '{',
  '"',
  ':',
  '\t',
  '\0',
  'goroutine 1 [',
  'created by ',
  '-----\n',
];

type Mutation = (text: Buffer, below: (limit: number) => number) => Buffer;

/** Damages a dump: cuts it, repeats parts, changes bytes, appends another dump. */
const mutations: readonly Mutation[] = [
  (text, below) => text.subarray(0, below(text.length + 1)),
  (text, below) => text.subarray(below(text.length + 1)),
  (text, below) => {
    const at = below(text.length + 1);
    return Buffer.concat([text.subarray(0, at), text.subarray(at + below(200))]);
  },
  (text, below) => {
    const at = below(text.length + 1);
    return Buffer.concat([text.subarray(0, at + below(200)), text.subarray(at)]);
  },
  (text, below) => {
    const damaged = Buffer.from(text);
    for (let n = below(8); n >= 0 && damaged.length > 0; n--) damaged[below(damaged.length)] = below(256);
    return damaged;
  },
  (text, below) => {
    const at = below(text.length + 1);
    return Buffer.concat([
      text.subarray(0, at),
      Buffer.from(pieces[below(pieces.length)]!),
      text.subarray(at),
    ]);
  },
  (text) => Buffer.from(text.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (text, below) => Buffer.concat([text, excerptOf(samples[below(samples.length)]!, below)]),
];

function fnv(hash: number, text: string): number {
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** 2^n texts with the same hash: each block is one of two that collide after the same blocks (Joux 2004). */
function collidingStates(n: number): readonly string[] {
  let texts = ['['];
  let hash = fnv(0x811c9dc5, '[');
  const below = random(seed);
  for (let block = 0; block < n; block++) {
    const seen = new Map<number, string>();
    for (;;) {
      const text = below(2 ** 31)
        .toString(36)
        .padStart(6, '0');
      const next = fnv(hash, text);
      const twin = seen.get(next);
      seen.set(next, text);
      if (twin === undefined || twin === text) continue;
      texts = texts.flatMap((start) => [start + twin, start + text]);
      hash = next;
      break;
    }
  }
  return texts;
}

/** @param count rounded down */
function repeated(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => text(n)).join('');
}

function excerptOf(sample: Buffer, below: (limit: number) => number): Buffer {
  const start = below(Math.max(1, sample.length - excerpt));
  return sample.subarray(start, start + excerpt);
}

function check(bytes: Buffer): void {
  const { dump, unwrapped } = readDump(bytes);
  const text = Buffer.from(unwrapped.text);
  // The line as the editor shows it, where a form feed or U+2028 does not end a line.
  const lines = text.toString().split('\n');
  const lineAt = (line: number) => lines[line]!.replace(/\r$/, '');
  checkOrigins(dump, unwrapped, bytes);
  checkHeaders(dump, lines, lineAt);
  checkColumns(dump, text);
  for (let index = 0; index < dump.goroutines.length; index++) {
    if (isRecord(dump, index)) continue;
    const from = dump.goroutines.line[index]! + 1;
    const frames = [...framesBetween(lineAt, from, dump.goroutines.endLine[index]!)];
    const known = new Set(dump.stacks[dump.goroutines.stack[index]!]!.frames.map((frame) => frame.function));
    for (const { kind, name } of frames) if (kind === 'frame') assert.ok(known.has(name), name);
  }
}

/** Asserts that each goroutine maps to the original text, and back. */
function checkOrigins({ goroutines }: Dump, { origins }: ReadDump['unwrapped'], bytes: Buffer): void {
  if (origins === undefined) return;
  for (const start of goroutines.start) {
    const origin = origins.originOf(start);
    assert.ok(origin >= 0 && origin < bytes.length);
    assert.equal(origins.textOf(origin, bytes.length), start);
  }
}

/** Whether the entry is not in the runtime's form. */
function isRecord(dump: Dump, index: number): boolean {
  return sectionOf(dump, index)!.kind !== 'goroutines';
}

function checkHeaders(dump: Dump, lines: readonly string[], lineAt: (line: number) => string): void {
  const { line, id, length: count } = dump.goroutines;
  const inModel = new Set(line);
  lines.forEach((text, number) => {
    const isHeader = /^goroutine \d{1,19}( gp=\S+ m=\S+( mp=\S+)?)? \[[^\][]+\]:\r?$/.test(text);
    // A goroutine whose stack was unavailable may come again with its stack.
    const isAgain = lines.slice(number + 1, number + 4).some((line) => line.includes('; stack unavailable'));
    if (isHeader && !isAgain) assert.ok(inModel.has(number), `missed the header ${JSON.stringify(text)}`);
  });
  for (let index = 0; index < count; index++) {
    if (isRecord(dump, index)) continue;
    assert.equal(readHeader(lineAt(line[index]!))?.id, id[index], `line ${line[index]!} is no header`);
  }
}

function checkColumns(dump: Dump, bytes: Buffer): void {
  const { goroutines, stacks, sections, problems, lineCount } = dump;
  for (let index = 0; index < goroutines.length; index++) {
    const next = index + 1 < goroutines.length;
    assert.ok(goroutines.line[index]! < goroutines.endLine[index]!);
    assert.ok(goroutines.endLine[index]! <= (next ? goroutines.line[index + 1]! : lineCount));
    assert.ok(goroutines.end[index]! <= (next ? goroutines.start[index + 1]! : bytes.length));
    assert.ok(goroutines.stack[index]! < stacks.length);
    if (isRecord(dump, index)) continue;
    assert.equal(
      bytes.toString('latin1', goroutines.start[index], goroutines.start[index]! + 10),
      'goroutine ',
    );
  }
  const counted = sections.reduce((sum, section) => sum + section.goroutineCount, 0);
  assert.equal(counted, goroutines.length);
  for (const { line, endLine } of problems) assert.ok(0 <= line && line <= endLine && endLine <= lineCount);
}

describe('The parser', () => {
  it(`reads ${cases} damaged dumps`, () => {
    const below = random(seed);
    for (let n = 0; n < cases; n++) {
      let text = excerptOf(samples[below(samples.length)]!, below);
      for (let mutated = below(4); mutated >= 0; mutated--) {
        text = mutations[below(mutations.length)]!(text, below);
      }
      try {
        check(text);
      } catch (error) {
        throw new Error(`Case ${n} of seed ${seed}:\n${text.toString()}`, { cause: error });
      }
    }
  }).timeout(60_000);

  it(`reads ${wrappedCases} damaged and wrapped dumps`, () => {
    const below = random(seed);
    const wrappers = Object.values({ ...losslessWrappers, ...lossyWrappers });
    for (let n = 0; n < wrappedCases; n++) {
      let text = excerptOf(samples[below(samples.length)]!, below);
      const damage = () => {
        for (let mutated = below(3); mutated > 0; mutated--) {
          text = mutations[below(mutations.length)]!(text, below);
        }
      };
      damage();
      text = Buffer.from(wrappers[below(wrappers.length)]!(text.toString()));
      damage();
      try {
        check(text);
      } catch (error) {
        throw new Error(`Case ${n} of seed ${seed}:\n${text.toString()}`, { cause: error });
      }
    }
  }).timeout(60_000);

  it('reads a dump cut at any byte', () => {
    const text = Buffer.from(fixture('samples/sigquit-go1.24.txt')).subarray(0, excerpt);
    for (let end = 0; end <= text.length; end++) check(text.subarray(0, end));
  });

  const hostile: Readonly<Record<string, (size: number) => string>> = {
    'one long line': (size) => 'x'.repeat(size),
    parentheses: (size) => '('.repeat(size),
    colons: (size) => `goroutine 1 [running]:\nf()\n\t${':1'.repeat(size / 2)}x`,
    digits: (size) => `goroutine ${'1'.repeat(size)} [running]:`,
    brackets: (size) => `goroutine 1 ${'['.repeat(size)}`,
    labels: (size) => `goroutine 1 [running] {${'a: "\\", '.repeat(size / 8)}`,
    spaces: (size) => `goroutine 1 ${' g'.repeat(size / 2)}`,
    'blank lines': (size) => 'goroutine 1 [running]:\nm.f()' + '\n'.repeat(size),
    'function lines': (size) => 'goroutine 1 [running]:\n' + 'm.f()\n'.repeat(size / 4),
    headers: (size) => 'goroutine 1 [running]:\n'.repeat(size / 23),
    'created by': (size) => `goroutine 1 [running]:\ncreated by ${' in goroutine'.repeat(size / 12)}`,
    'different frames': (size) => repeated(size / 32, (n) => `m.f${n}()\n\t/a.go:${n}\n`),
    'different stacks': (size) =>
      repeated(size / 64, (n) => `goroutine ${n} [s${n}]:\nm.f${n}()\n\t/a.go:${n}\ng()\n\t/g.go:1\n\n`),
    'carriage returns': (size) => 'goroutine 1 [running]:' + '\r'.repeat(size),
    'headers in one line': (size) => 'x goroutine 1 [running]: '.repeat(size / 25),
    'a different prefix a line': (size) => repeated(size / 32, (n) => `${n} goroutine 1 [running]:\n`),
    'a different prefix that is confirmed': (size) =>
      repeated(size / 64, (n) => `s${n} goroutine 1 [running]:\ns${n} main.f()\n`),
    'preambles after a tab': (size) => '\tpanic: x\n'.repeat(size / 10),
    'indented headers': (size) => '  goroutine 1 [running]:\n  main.f()\nx\n'.repeat(size / 40),
    quotes: (size) => '{"log":"goroutine 1 [running]:' + '"'.repeat(size),
    backslashes: (size) => '{"log":"goroutine 1 [running]:' + '\\'.repeat(size) + 'n"}',
    // Each layer doubles the backslashes.
    'JSON in JSON': (size) =>
      Array.from({ length: Math.log2(size) - 6 }).reduce<string>(
        (text) => JSON.stringify({ log: text }),
        'goroutine 1 [running]:\nmain.f()\n',
      ),
    'escaped files': (size) => '{"a":"f\\n\\t/a.go:1"}\n'.repeat(size / 24),
    'broken lines': (size) => 'goroutine 1 [running]:\n' + 'main.f(0x1,\n'.repeat(size / 12),
    'rests of broken lines': (size) =>
      `goroutine 1 [running]:\nmain.f(0x1)\n\t/a/b.go:12 +0x1d\n${'1'.repeat(size)}z\nmain.g(0x1,\nx)\n\t/b.go:1\n`,
    slashes: (size) => `goroutine 1 [running]:\nmain.f()\n\t${'/'.repeat(size)}:x\n`,
    'blank lines among long prefixes': (size) =>
      repeated(size / 4096, (n) => {
        const prefix = `${' '.repeat(1000)}${n}| `;
        return `${prefix}goroutine 1 [running]:\n${prefix}main.f()\n`;
      }) + '\n'.repeat(size / 8),
    'indentation that decreases': (size) => {
      const count = Math.sqrt(size / 8);
      return (
        '\n'.repeat(size / 64) +
        repeated(count, (n) => {
          const blanks = ' '.repeat(2 * (count - n));
          return `${blanks}goroutine 1 [running]:\n${blanks}main.f()\n{"a":"goroutine 1 [running]:\\nmain.f()\\n"}\n`;
        })
      );
    },
    'escape sequences': (size) => '\x1b['.repeat(size / 2),
    entities: (size) => '&amp;'.repeat(size / 5) + '&'.repeat(size),
    tags: (size) => '<pre '.repeat(size / 5),
    'different strings with a header': (size) =>
      repeated(size / 32, (n) => `  x${'q'.repeat(n % 7)} = "goroutine 1 [running]:"\n`),
    'JSON with other keys in each line': (size) =>
      repeated(size / 64, (n) => `{"k${n % 13}":"v","m${n % 3}":"goroutine 1 [running]:"}\n`),
    'cells that are not closed': (size) => 'a,"goroutine 1 [running]:""\n'.repeat(size / 28),
    'prefixes of frames': (size) =>
      repeated(size / 64, (n) => `goroutine 1 [running]:\n${n}| main.f()\n${n}|\t/a.go:1\n`),
    'the newest line first': (size) =>
      '\t/a.go:1 +0x1\nmain.f()\ngoroutine 1 [running]:\n\n'.repeat(size / 48),
    'dots of a symbol': (size) => `goroutine 1 [running]:\n${'a.'.repeat(size / 2)}b-(0x1)\n\t/a.go:1\n`,
    'frames in one line': (size) => `goroutine 1 [running]:\n${'a(0x1'.repeat(size / 5)}) /a/b.go:1\n`,
    'words of a leak': (size) => `Goroutine 1 in state ${'a, with b'.repeat(size / 9)}\n`,
    'soft line breaks': (size) => `goroutine 1 [running]:\nmain.f(=\n0x1)=3D0x\n${'a=\n'.repeat(size / 3)}`,
    'progress reports': (size) => '  goroutine 1 [running]\n  > a\n    | b\n'.repeat(size / 40),
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`takes linear time for ${name}`, async () => {
      await assertLinear(
        (size) => {
          const bytes = Buffer.from(text(size));
          return () => {
            check(bytes);
          };
        },
        1 << 17,
        1 << 20,
      );
    }).timeout(measuringTime);
  }

  // A regular expression of alternatives overflows its stack on these.
  const long = 16 << 20;
  for (const [name, header] of Object.entries({
    'quoted labels': `goroutine 1 [running] {"a": "${'b'.repeat(long)}\\""}:`,
    'thread notes': `goroutine 1${' g'.repeat(long / 2)} [running]:`,
    annotations: `goroutine 1 [running${' (scan)'.repeat(long / 7)}]:`,
  })) {
    it(`reads a header with 16 MB of ${name}`, () => {
      const dump = parseDump(`${header}\nmain.main()\n\t/a.go:1\n`);
      assert.equal(dump.goroutines.length, 1);
      assert.equal(dump.frames.length, 1);
      assert.equal(dump.states[0]!.reason, 'running');
      assert.equal(readHeader(header)?.id, 1);
    });
  }

  it('takes linear time for states whose FNV-1a hashes are the same', async () => {
    await assertLinear((size) => {
      const states = collidingStates(Math.log2(size));
      const text = states.map((state, n) => `goroutine ${n} ${state}]:\nf()\n\t/a.go:1\n\n`).join('');
      return () => {
        assert.equal(parseDump(text).states.length, size);
      };
    }, 1 << 16);
  }).timeout(measuringTime);

  it('reads lone surrogates and invalid UTF-8', () => {
    const dump = parseDump('goroutine 1 [run\ud800ning]:\nmain.\udc00()\n\t/a\ud800.go:1\n');
    assert.equal(dump.goroutines.length, 1);
    assert.equal(dump.frames[0]!.function, 'main.\ufffd');
    const latin = Buffer.from(
      'goroutine 1 [running]:\nmain.\xe9()\n\t/caf\xe9.go:1 +0x1\n'.repeat(2),
      'latin1',
    );
    assert.equal(parseDump(latin).frames.length, 1);
  });
});

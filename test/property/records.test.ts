import type { Line } from '../../src/core/lines/textLines';
import {
  type TextRange,
  readDelveGoroutine,
  readDelveTotal,
  readLoggerStack,
  readProfileHead,
  readProfileRecord,
  readRaceReport,
  readZerologStack,
  type NextLine,
} from '../../src/core/records';
import { damaged } from '../damaged';
import { expectedDumps, fixture } from '../fixtures';
import { assertLinear } from '../linearTime';
import { random } from '../random';
import { recordsOf, textOf } from '../unit/records/lines';

type Reader = (line: Line, next: NextLine) => TextRange | undefined;

const readers: Readonly<Record<string, Reader>> = {
  profile: readProfileRecord,
  race: readRaceReport,
  logger: readLoggerStack,
  zerolog: readZerologStack,
  delve: readDelveGoroutine,
};

/** In UTF-16 units: the longest texts. */
const length = 100_000;

/** A text of a length in UTF-16 units. */
type Text = (length: number) => string;

const fill =
  (piece: string, start = ''): Text =>
  (size) =>
    start + piece.repeat(size / piece.length);

/** Long lines on which a careless pattern backtracks. */
const lines: readonly Text[] = [
  'a',
  ' ',
  '\t',
  '9',
  'é',
  '𝒳',
  '(',
  '()',
  '[',
  '"',
  '\\"',
  ':1',
  ':1 ',
  '+0x1',
  ' (0x1)',
  ' (0x1) [',
  ' (thread 1) [a]',
  '.go:1',
  ' profile: total 1',
  '"stack":[{"func":"',
  '"stack"',
  '"stack":[{"a":1},',
].flatMap((piece) => {
  const starts = [
    '',
    '#\t0x1\t',
    '1 @',
    '# labels: {"',
    '  Goroutine 1 - User: ',
    '\t',
    '  ',
    '[',
    '{"stack":[{"func":"',
  ];
  return starts.map((start) => fill(piece, start));
});

/** Texts of many lines, each of which begins something that does not end. */
const texts: readonly Text[] = [
  '1 @ 0x1\n\n',
  '1 @ 0x1\n# labels: {\n',
  '='.repeat(18) + '\n',
  'WARNING: DATA RACE\n',
  'WARNING: DATA RACE\n\n\nRead at 0x1 by goroutine 7:\n\n\n  f()\n\n\n',
  'main.f\n',
  'main.f\n\t/x/a.go:1\n',
  '/x/a.go:1 (0x1)\n\tf: x\n',
  '  Goroutine 1 - User: a.go:1 main.f (0x1)\n\n\n',
  '  Goroutine 1 - User: a.go:1 main.f (0x1)\n\t0  0x1 in f\n',
  '\n',
].map((piece) => fill(piece));

describe('The readers of records', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`take time linear in a line: ${name}`, async function () {
      this.timeout(60_000);
      // After the first line of a record, it may be the second line.
      const firsts = [
        '',
        '1 @ 0x1\n',
        'WARNING: DATA RACE\n',
        'WARNING: DATA RACE\nRead at 0x1 by goroutine 1:\n',
      ];
      for (const line of lines) {
        for (const first of firsts) {
          await assertLinear((size) => {
            const text = textOf(first + line(size));
            return () => recordsOf(text, read);
          }, length);
        }
      }
    });

    it(`take time linear in a text: ${name}`, async function () {
      this.timeout(60_000);
      for (const text of texts) {
        await assertLinear((size) => {
          const whole = textOf(text(size));
          return () => recordsOf(whole, read);
        }, length);
      }
    });
  }

  it('take time linear in a head', async () => {
    for (const line of lines) {
      await assertLinear((size) => {
        const text = line(size);
        return () => [readProfileHead(text), readDelveTotal(text)];
      }, length);
    }
  });

  it('never throw on any text', () => {
    const samples = expectedDumps().map(([path]) => path);
    const others = ['dlv-goroutines-go1.19.txt', 'zoo27-debug1-go1.27.txt'].map((file) => `samples/${file}`);
    const below = random(20_26_11);
    for (let n = 0; n < 1000; n++) {
      const from = n % 2 === 0 ? samples : others;
      const text = textOf(damaged(fixture(from[below(from.length)]!).subarray(0, 20_000), below));
      for (const read of Object.values(readers)) recordsOf(text, read);
    }
  });
});

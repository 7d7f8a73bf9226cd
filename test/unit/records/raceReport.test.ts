import assert from 'node:assert/strict';
import { type RaceBlock, type RaceReport, readRaceReport } from '../../../src/core/records';
import { damaged } from '../../damaged';
import { fixture } from '../../fixtures';
import { random } from '../../random';
import { recordsOf, shown, slice, textOf } from './lines';
import { nonEmpty } from '../../nonEmpty';

const samples: readonly [file: string, goroutines: number, reports: number][] = [
  ['race-go1.19.txt', 4, 2],
  ['race-go1.24.txt', 4, 3],
  ['race-test-go1.19.txt', 2, 1],
  ['race-test-go1.24.txt', 2, 2],
];

const sample = (file: string) => textOf(fixture(`samples/${file}`));

const blocksOf = (report: RaceReport): RaceBlock[] => [
  ...report.accesses,
  ...report.creations,
  ...report.others,
];

const rule = '='.repeat(18);

describe('A race report', () => {
  it('names the goroutines of each sample', () => {
    for (const [file, goroutines, reportCount] of samples) {
      const reports = recordsOf(sample(file), readRaceReport);
      const named = reports.flatMap(({ accesses, creations }) =>
        [...accesses, ...creations].map(({ goroutine }) => goroutine),
      );
      assert.deepEqual([reports.length, new Set(named).size], [reportCount, goroutines], file);
    }
  });

  it('has the accesses, their stacks, and where their goroutines were created', () => {
    const text = sample('race-go1.19.txt');
    const [first, second] = recordsOf(text, readRaceReport);
    const [read, write] = first!.accesses;
    assert.deepEqual(
      [read!.operation, read!.previous, read!.address, read!.goroutine],
      ['Read', false, '0x00c0000ae008', 7],
    );
    assert.deepEqual([write!.operation, write!.previous, write!.goroutine], ['write', true, 8]);
    assert.equal(write!.title, 'Previous write at 0x00c0000ae008 by goroutine 8');
    assert.deepEqual(
      read!.frames.map((frame) => shown(text, frame)),
      [
        'main.(*counter).inc /home/dev/src/lab/race/main.go:12',
        'main.worker /home/dev/src/lab/race/main.go:17',
        'main.main.func2 /home/dev/src/lab/race/main.go:30',
      ],
    );
    assert.equal(shown(text, read!.createdBy!), 'main.main /home/dev/src/lab/race/main.go:30');
    assert.deepEqual(
      first!.creations.map(({ goroutine, running }) => [goroutine, running]),
      [
        [7, true],
        [8, true],
      ],
    );
    assert.deepEqual([first!.line, first!.endLine, second!.line], [0, 26, 26]);
    assert.deepEqual([read!.line, read!.endLine], [2, 9]);
    assert.equal(second!.accesses[1]!.goroutine, 'main');
    assert.equal(second!.accesses[1]!.createdBy, undefined);
  });

  it('has every frame of each sample', () => {
    for (const [file] of samples) {
      const text = sample(file);
      const blocks = recordsOf(text, readRaceReport).flatMap(blocksOf);
      const frames = blocks.flatMap((block) => block.frames.map((frame) => shown(text, frame)));
      assert.equal(frames.length, text.lines.filter((line) => line.startsWith('      /')).length, file);
      for (const { restored } of nonEmpty(blocks, 'stacks')) assert.ok(restored, file);
    }
  });

  it('includes the lines around it, and begins at either', () => {
    const body = [
      'WARNING: DATA RACE',
      'Read at 0x00c000012358 by goroutine 8:',
      '  a.f()',
      '      /x/a.go:1 +0x1',
    ];
    const whole = textOf([rule, ...body, rule, 'Found 1 data race(s)'].join('\n'));
    const [report] = recordsOf(whole, readRaceReport);
    assert.equal(slice(whole, report!), [rule, ...body, rule, ''].join('\n'));
    const inside = readRaceReport(whole.next(whole.first)!, whole.next);
    assert.deepEqual([inside!.line, inside!.endLine, inside!.accesses], [1, 6, report!.accesses]);
    const bare = textOf([...body, 'PASS'].join('\n'));
    assert.equal(slice(bare, recordsOf(bare, readRaceReport)[0]!), [...body, ''].join('\n'));
  });

  it('may have lost a stack, and have blocks of other kinds', () => {
    const text = textOf(
      [
        'WARNING: DATA RACE',
        'Atomic read at 0x00c000012358 by goroutine 8:',
        '  a.f()',
        '      /x/a.go:1 +0x1',
        '',
        'Previous atomic write at 0x00c000012358 by goroutine 9:',
        '  [failed to restore the stack]',
        '',
        'Heap block of size 16 at 0x00c000012358 allocated by main goroutine:',
        '  main.main()',
        '      /x/a.go:2 +0x1',
        '',
        'Global var a.x of size 8 at 0x000000642a18 declared at /x/a.go:3',
        '',
        '  As if synchronized via sleep:',
        '  ??()',
        '      -:0 +0x1',
        '',
        '  Mutex M1 (0x00c000012360) created at:',
        '  a.g()',
        '      /x/a.go:4 +0x1',
        '',
        'Goroutine 9 (finished) created at:',
        '  [failed to restore the stack]',
        rule,
      ].join('\n'),
    );
    const [report] = recordsOf(text, readRaceReport);
    const summary = blocksOf(report!).map(({ title, restored, frames, line, endLine }) => [
      title.slice(0, 12),
      restored,
      frames.map((frame) => shown(text, frame)).join(),
      line,
      endLine,
    ]);
    assert.deepEqual(summary, [
      ['Atomic read ', true, 'a.f /x/a.go:1', 1, 4],
      ['Previous ato', false, '', 5, 7],
      ['Goroutine 9 ', false, '', 22, 24],
      ['Heap block o', true, 'main.main /x/a.go:2', 8, 11],
      ['Global var a', true, '', 12, 13],
      ['As if synchr', true, '?? -:0', 14, 17],
      ['Mutex M1 (0x', true, 'a.g /x/a.go:4', 18, 21],
    ]);
    assert.deepEqual(
      report!.accesses.map(({ operation, previous }) => [operation, previous]),
      [
        ['Atomic read', false],
        ['atomic write', true],
      ],
    );
    assert.deepEqual([report!.creations[0]!.running, report!.endLine], [false, 25]);
  });

  it('matches nothing else', () => {
    for (const text of [
      rule,
      `${rule}\n\nWARNING: DATA RACE`,
      'WARNING: DATA RACES',
      ' WARNING: DATA RACE',
      '',
    ]) {
      const { first, next } = textOf(text);
      assert.equal(readRaceReport(first, next), undefined, text);
    }
  });

  it('never throws, and matches the text at its offsets, however damaged', () => {
    const below = random(20_26_11);
    let reports = 0;
    for (let n = 0; n < 3000; n++) {
      const [file] = samples[below(samples.length)]!;
      const text = textOf(damaged(sample(file).bytes, below));
      for (const report of recordsOf(text, readRaceReport)) {
        reports++;
        for (const block of blocksOf(report)) {
          assert.ok(block.line >= report.line && block.endLine <= report.endLine);
          block.frames.forEach((frame) => shown(text, frame));
        }
      }
    }
    assert.ok(reports > 3000);
  });
});

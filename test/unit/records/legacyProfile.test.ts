import assert from 'node:assert/strict';
import { readProfileHead, readProfileRecord } from '../../../src/core/records';
import { fixture } from '../../fixtures';
import { recordsOf, shown, slice, textOf } from './lines';

const samples: readonly [file: string, goroutines: number, records: number][] = [
  ['goroutineleak-debug1-go1.26.txt', 22, 12],
  ['goroutineleak-debug1-go1.27.txt', 22, 12],
  ['http-debug1-go1.19.txt', 26, 10],
  ['http-debug1-go1.24.txt', 26, 11],
  ['pprof-debug1-go1.10.txt', 24, 20],
  ['pprof-debug1-go1.16.txt', 23, 19],
  ['pprof-debug1-go1.19.txt', 23, 19],
  ['pprof-debug1-go1.22.txt', 23, 19],
  ['pprof-debug1-go1.24.txt', 24, 20],
  ['pprof-labels-debug1-go1.19.txt', 7, 5],
  ['pprof-labels-debug1-go1.24.txt', 7, 5],
  ['zoo27-debug1-go1.26.txt', 25, 15],
  ['zoo27-debug1-go1.27.txt', 25, 15],
];

const sample = (file: string) => textOf(fixture(`samples/${file}`));

describe('A profile in the legacy text format', () => {
  it('has as many goroutines as its head says, in each sample', () => {
    for (const [file, goroutines, recordCount] of samples) {
      const text = sample(file);
      const kind = file.startsWith('goroutineleak') ? 'goroutineleak' : 'goroutine';
      assert.deepEqual(readProfileHead(text.first.text), { kind, total: goroutines }, file);
      const records = recordsOf(text, readProfileRecord);
      const counted = records.reduce((sum, { count }) => sum + count, 0);
      assert.deepEqual([records.length, counted], [recordCount, goroutines], file);
    }
  });

  it('has every line of each sample in a record, except for its head and blank lines', () => {
    for (const [file] of samples) {
      const text = sample(file);
      const records = recordsOf(text, readProfileRecord);
      const lines = records.map((record) => slice(text, record)).join('');
      assert.equal(lines, text.lines.slice(1).filter(Boolean).join('\n') + '\n', file);
      const frameLines = text.lines.filter((line) => line.startsWith('#\t')).length;
      const frames = records.flatMap((record) => record.frames.map((frame) => shown(text, frame)));
      assert.equal(frames.length, frameLines, file);
    }
  });

  it('has counts, labels and frames', () => {
    const text = sample('pprof-labels-debug1-go1.24.txt');
    const records = recordsOf(text, readProfileRecord);
    assert.deepEqual(records[0]!.labels, [
      { key: 'job', value: 'reindex "all"' },
      { key: 'tenant', value: 'blue' },
    ]);
    assert.deepEqual(records[3]!.labels, [
      { key: 'empty', value: '' },
      { key: 'größe', value: '7µ\n' },
    ]);
    assert.deepEqual(records[4]!.labels, []);
    assert.equal(records[0]!.count, 2);
    assert.deepEqual(
      records[0]!.frames.map((frame) => shown(text, frame)),
      [
        'main.main.func12 /home/dev/src/lab/misc/main.go:205',
        'runtime/pprof.Do /usr/lib/go-1.24/src/runtime/pprof/runtime.go:51',
      ],
    );
    assert.equal(records[0]!.frames[0]!.address, '0x4d7ee4');
    assert.deepEqual([records[0]!.line, records[0]!.endLine], [1, 5]);
  });

  it('names unknown functions by their address', () => {
    const text = textOf('1 @ 0x1 0x2\n#\t0x1\n#\t0x2\tmain.f+0x0\t\t??:0\n');
    const [record] = recordsOf(text, readProfileRecord);
    assert.deepEqual(
      record!.frames.map((frame) => [frame.address, shown(text, frame), frame.line]),
      [
        ['0x1', '0x1 -', 0],
        ['0x2', 'main.f ??:0', 0],
      ],
    );
  });

  it('may have a stack without frames, doubled blank lines, and CR LF', () => {
    assert.deepEqual(
      recordsOf(textOf('3 @\n\n2 @ 0x1\n'), readProfileRecord).map(({ count }) => count),
      [3, 2],
    );
    const doubled = recordsOf(textOf('1 @ 0x1\n\n# labels: {"a":"b"}\n\n#\t0x1\n\n\n\n'), readProfileRecord);
    assert.deepEqual([doubled[0]!.labels.length, doubled[0]!.frames.length, doubled[0]!.endLine], [1, 1, 5]);
    const text = textOf('1 @ 0x1\r\n#\t0x1\ta.b+0x1\t/x y/C:/a.go:7\r\n\r\n');
    assert.equal(shown(text, recordsOf(text, readProfileRecord)[0]!.frames[0]!), 'a.b /x y/C:/a.go:7');
  });

  it('caps numbers, however long', () => {
    const digits = '9'.repeat(400);
    assert.equal(
      recordsOf(textOf(`${digits} @ 0x1\n`), readProfileRecord)[0]!.count,
      Number.MAX_SAFE_INTEGER,
    );
    assert.deepEqual(readProfileHead(`goroutine profile: total ${digits}`), {
      kind: 'goroutine',
      total: Number.MAX_SAFE_INTEGER,
    });
  });

  it('ignores labels that cannot be read', () => {
    const [record] = recordsOf(textOf('1 @ 0x1\n# labels: {"a":"b\n#\t0x1\n'), readProfileRecord);
    assert.deepEqual([record!.labels.length, record!.frames.length], [0, 1]);
  });

  it('is rejected with a message if it has no goroutines', () => {
    const refusals: [line: string, profile: string, words: RegExp][] = [
      ['heap profile: 1: 32 [2: 64] @ heap/1048576', 'heap', /^This is a heap profile, .*\?debug=2\.$/],
      ['--- contention:', 'block', /a block profile/],
      ['--- mutex:', 'mutex', /a mutex profile/],
      ['net/http.conns profile: total 3', 'net/http.conns', /a profile of “net\/http\.conns”/],
      ['constructor profile: total 3', 'constructor', /a profile of “constructor”/],
    ];
    for (const [line, profile, words] of refusals) {
      const refusal = readProfileHead(line);
      assert.ok(refusal?.kind === 'refused', line);
      assert.equal(refusal.profile, profile);
      assert.match(refusal.message, words);
    }
    assert.equal(readProfileHead('threadcreate profile: total 9')?.kind, 'threadcreate');
  });

  it('matches nothing else', () => {
    for (const line of [
      'goroutine profile: total',
      'goroutine profile: total x',
      'goroutine 1 [running]:',
      '',
    ]) {
      assert.equal(readProfileHead(line), undefined, line);
    }
    for (const line of ['2 goroutines @ home', '2 @ home', '@ 0x1', 'x 2 @ 0x1', '2 times: [1, 2]']) {
      assert.deepEqual(recordsOf(textOf(line), readProfileRecord), [], line);
    }
  });
});

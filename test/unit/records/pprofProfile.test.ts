import assert from 'node:assert/strict';
import { Profile, type ProfileInput, StringTable } from 'pprof-format';
import {
  type ProfileStack,
  type GoroutineProfile,
  looksLikePprof,
  profileText,
  readGoroutineProfile,
  readProfileHead,
  readProfileRecord,
} from '../../../src/core/records';
import { damaged } from '../../damaged';
import { expectedDumps, fixture } from '../../fixtures';
import { assertLinear, measuringTime } from '../../linearTime';
import { random } from '../../random';
import { recordsOf, textOf } from './lines';
import { nonEmpty } from '../../nonEmpty';

const samples: readonly [file: string, goroutines: number, records?: number][] = [
  ['goroutineleak-debug0-go1.27.pb.gz', 22],
  ['http-debug0-go1.19.pb.gz', 26, 10],
  ['http-debug0-go1.24.pb.gz', 26, 11],
  ['pprof-debug0-go1.19.pb.gz', 23, 19],
  ['pprof-debug0-go1.24.pb.gz', 24, 20],
  ['pprof-labels-debug0-go1.19.pb.gz', 7, 5],
  ['pprof-labels-debug0-go1.24.pb.gz', 7, 5],
  ['zoo27-debug0-go1.27.pb.gz', 25],
];

const sample = (file: string) => fixture(`samples/${file}`);

function readable(bytes: Uint8Array): GoroutineProfile {
  const profile = readGoroutineProfile(bytes);
  assert.ok(profile.kind !== 'refused', 'message' in profile ? profile.message : '');
  return profile;
}

function refused(bytes: Uint8Array) {
  const profile = readGoroutineProfile(bytes);
  assert.ok(profile.kind === 'refused');
  return profile;
}

/** Records without their offsets. */
const plain = (records: readonly ProfileStack[]) =>
  records.map(({ count, labels, frames }) => ({
    count,
    labels,
    frames: frames.map(({ address, function: name, file, line }) => ({
      function: name,
      file,
      line,
      address,
    })),
  }));

/** The records of the text that a profile is written as. */
function readBack(profile: GoroutineProfile) {
  const text = textOf(profileText(profile));
  const head = readProfileHead(text.first.text);
  assert.deepEqual(head, { kind: profile.kind, total: profile.total });
  const records = recordsOf(text, readProfileRecord);
  const lines = text.lines.filter((line) => line !== '').length;
  const read = records.reduce((sum, { line, endLine }) => sum + endLine - line, 1);
  assert.equal(read, lines, 'every line is of a record');
  return plain(records);
}

/** A message with texts by name. */
function encode(
  types: readonly string[],
  make: (text: (text: string) => number) => ProfileInput,
): Uint8Array {
  const stringTable = new StringTable();
  const text = (value: string) => stringTable.dedup(value);
  const sampleType = types.map((type) => ({ type: text(type), unit: text('count') }));
  return new Profile({ sampleType, stringTable, ...make(text) }).encode();
}

describe('A pprof profile', () => {
  it('has as many goroutines as counted, in each sample', () => {
    for (const [file, goroutines, recordCount] of samples) {
      const { kind, total, records } = readable(sample(file));
      assert.equal(kind, file.startsWith('goroutineleak') ? 'goroutineleak' : 'goroutine');
      assert.deepEqual([total, records.length], [goroutines, recordCount ?? records.length], file);
    }
  });

  it('is the same as the text that the same process wrote, except for hidden frames', () => {
    // Of the runs that wrote both forms, these did so from the same goroutines.
    for (const [binary, text] of [
      ['pprof-labels-debug0-go1.24.pb.gz', 'pprof-labels-debug1-go1.24.txt'],
      ['zoo27-debug0-go1.27.pb.gz', 'zoo27-debug1-go1.27.txt'],
      ['goroutineleak-debug0-go1.27.pb.gz', 'goroutineleak-debug1-go1.27.txt'],
    ] as const) {
      const fromText = recordsOf(textOf(sample(text)), readProfileRecord);
      const fromBinary = readable(sample(binary)).records;
      assert.deepEqual(keys(fromBinary), keys(fromText), binary);
    }
  });

  it('is written as text that reads back the same', () => {
    for (const [file] of samples) {
      const profile = readable(sample(file));
      assert.deepEqual(readBack(profile), plain(profile.records), file);
    }
  });

  it('is written in columns', () => {
    const text = profileText(readable(sample('pprof-labels-debug0-go1.24.pb.gz')));
    assert.match(
      text,
      /^goroutine profile: total 7\n2 @ 0x[0-9a-f]+ .*\n# labels: \{"job":"reindex \\"all\\""/,
    );
    assert.match(text, /^#\t0x[0-9a-f]+\tmain\.main\.func12\t+\/home\/dev\/src\/lab\/misc\/main\.go:205$/m);
    for (const record of text.split('\n\n')) {
      const columns = record.match(/^#\t.*/gm)?.map((line) => expandTabs(line).search(/\/[^ ]*:\d+$/));
      assert.equal(new Set(columns).size, columns === undefined ? 0 : 1, record);
    }
  });

  it('has inlined functions, numbers as labels, and what has no name', () => {
    const bytes = encode(['goroutine'], (text) => ({
      function: [
        { id: 1, name: text('main.inlined'), filename: text('/x/a b.go') },
        { id: 2, systemName: text('main.f[go.shape.int]') },
        { id: 3, name: text('c++\n\tf+0x12'), filename: text('/x/\ty.c') },
        { id: 4 },
      ],
      location: [
        {
          id: 2n ** 63n,
          address: 2n ** 64n - 1n,
          line: [
            { functionId: 1, line: 7 },
            { functionId: 2, line: -1 },
          ],
        },
        { id: 2, address: 16 },
        {
          id: 3,
          address: 17,
          line: [{ functionId: 3, line: 2n ** 40n }, { functionId: 4 }, { functionId: 99 }],
        },
      ],
      sample: [
        {
          locationId: [2n ** 63n, 2, 3, 77],
          value: [3],
          label: [
            { key: text('z'), num: -5, numUnit: text('ms') },
            { key: text('n'), num: 2n ** 60n },
            { key: text('b"\\\u2028'), str: text('\u0000ü 🦫\u200b') },
            { key: text('empty') },
          ],
        },
        { locationId: [2], value: [-1] },
        { locationId: [], value: [2n ** 40n] },
      ],
    }));
    const profile = readable(bytes);
    assert.deepEqual(plain(profile.records), [
      {
        count: 3,
        labels: [
          { key: 'b"\\\u2028', value: '\u0000ü 🦫\u200b' },
          { key: 'empty', value: '' },
          { key: 'n', value: '1152921504606846976' },
          { key: 'z', value: '-5 ms' },
        ],
        frames: [
          { function: 'main.inlined', file: '/x/a b.go', line: 7, address: '0xffffffffffffffff' },
          { function: 'main.f[go.shape.int]', file: '', line: 0, address: '0xffffffffffffffff' },
          { function: '0x10', file: '', line: 0, address: '0x10' },
          { function: 'c++\ufffd\ufffdf+0x12', file: '/x/\ufffdy.c', line: 0xffff_ffff, address: '0x11' },
          { function: '0x11', file: '', line: 0, address: '0x11' },
          { function: '0x11', file: '', line: 0, address: '0x11' },
          { function: '0x0', file: '', line: 0, address: '0x0' },
        ],
      },
      { count: 1_099_511_627_776, labels: [], frames: [] },
    ]);
    assert.equal(profile.total, 1_099_511_627_779);
    assert.deepEqual(readBack(profile), plain(profile.records));
    assert.ok(profileText(profile).includes(String.raw`{"b\"\\\u2028":"\x00ü 🦫\u200b", "empty":""`));
  });

  it('is rejected with a message if it has no goroutines', () => {
    const refusals: [types: string[], profile: string | undefined, words: RegExp][] = [
      [['samples', 'cpu'], 'cpu', /^This is a CPU profile, .*\?debug=2\.$/],
      [['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'], 'heap', /a heap profile/],
      [['contentions', 'delay'], 'contention', /a block or mutex profile/],
      [['net/http.conns'], 'net/http.conns', /a profile of “net\/http\.conns”/],
      [[''], undefined, /^This is not a pprof profile\. .*\?debug=2\.$/],
    ];
    for (const [types, profile, words] of refusals) {
      const refusal = refused(encode(types, () => ({})));
      assert.equal(refusal.profile, profile);
      assert.match(refusal.message, words);
    }
  });

  it('is rejected if it is truncated, or something else', () => {
    const bytes = sample(samples[0]![0]);
    assert.match(refused(bytes.subarray(0, 1000)).message, /truncated or damaged/);
    assert.match(
      refused(new TextEncoder().encode('goroutine 1 [running]:\n')).message,
      /not a pprof profile/,
    );
    assert.match(refused(new Uint8Array()).message, /not a pprof profile/);
  });

  const longFunction = (text: (content: string) => number, lines: number) => ({
    function: [{ id: 1, name: text('f'.repeat(1000)) }],
    location: [{ id: 1, line: Array.from({ length: lines }, () => ({ functionId: 1, line: 1 })) }],
  });
  // Each encodes text whose length is the square of its size. An eighth of the size is refused, too.
  const excessive: Readonly<Record<string, readonly [size: number, make: (size: number) => Uint8Array]>> = {
    'many stacks': [
      1600,
      (size) =>
        encode(['goroutine'], (text) => ({
          ...longFunction(text, size),
          sample: Array.from({ length: size }, () => ({ locationId: [1, 1, 1, 1], value: [1] })),
        })),
    ],
    'one long stack': [
      1600,
      (size) =>
        encode(['goroutine'], (text) => ({
          ...longFunction(text, size),
          sample: [{ locationId: Array.from({ length: 10 * size }, () => 1), value: [1] }],
        })),
    ],
    'many labels': [
      40_000,
      (size) =>
        encode(['goroutine'], (text) => {
          const label = [{ key: text('\0'.repeat(size)) }];
          return { sample: Array.from({ length: size }, () => ({ value: [1], label })) };
        }),
    ],
  };
  for (const [what, [size, make]] of Object.entries(excessive)) {
    it(`is rejected in linear time if it encodes too much text in ${what}`, async () => {
      await assertLinear((of) => {
        const bytes = make(of);
        return () => {
          assert.match(refused(bytes).message, /too large/);
        };
      }, size);
    }).timeout(measuringTime);
  }

  it('is rejected in linear time if a number is too long', async () => {
    await assertLinear((size) => {
      const number = new Uint8Array(size).fill(0xff, 0, -1);
      const bytes = Buffer.concat([Uint8Array.of(0x0a, 2, 8, 1, 0x48), number]);
      return () => {
        assert.match(refused(bytes).message, /damaged/);
      };
    }, 1_000_000);
  }).timeout(measuringTime);

  it('never throws, and reads back as written, however damaged', () => {
    const below = random(20_26_11);
    let read = 0;
    for (let n = 0; n < 4000; n++) {
      const [file] = samples[below(samples.length)]!;
      const profile = readGoroutineProfile(damaged(sample(file), below));
      if (profile.kind === 'refused') continue;
      read++;
      assert.deepEqual(readBack(profile), plain(profile.records));
    }
    assert.ok(read > 100, `${read} read`);
  });

  it('is recognized by its first bytes', () => {
    for (const [file] of samples) assert.ok(looksLikePprof(sample(file).subarray(0, 64)), file);
    const cpu = encode(['samples', 'cpu'], () => ({}));
    assert.ok(looksLikePprof(cpu));
    const time = Uint8Array.of(0x48, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xd0, 0x17);
    assert.ok(looksLikePprof(Buffer.concat([time, cpu])));
    assert.ok(looksLikePprof(Uint8Array.of(0x32, 0, 0x0a, 2, 8, 1)));
    for (const text of ['', '\n', '\n\n\n', '\n\ngoroutine 1 [running]:', '2\n', '{"a":1}', '\x1f\x8b']) {
      assert.ok(!looksLikePprof(new TextEncoder().encode(text)), JSON.stringify(text));
    }
    const dumps = expectedDumps().filter(([path]) => !path.endsWith('.pb.gz'));
    for (const [path] of nonEmpty(dumps, 'dumps')) {
      assert.ok(!looksLikePprof(fixture(path)), path);
    }
  });
});

/** Identity of a record: its frames from the first that debug=1 shows. Protobuf strings are valid UTF-8. */
function keys(records: readonly ProfileStack[]): string[] {
  return records
    .map(({ count, labels, frames }) => {
      const shown = frames.findIndex((frame) => !frame.function.startsWith('runtime.'));
      const visible = frames.slice(Math.max(0, shown)).filter((frame) => frame.function !== 'runtime.goexit');
      const labelled = labels.map(({ key, value }) => `${key}=${value.replace('\\xff', '\ufffd')}`).join();
      return [count, labelled, ...visible.map(({ function: f, file, line }) => `${f}@${file}:${line}`)].join(
        ' ',
      );
    })
    .sort();
}

function expandTabs(line: string): string {
  return line.split('\t').reduce((text, cell) => text.padEnd((Math.floor(text.length / 8) + 1) * 8) + cell);
}

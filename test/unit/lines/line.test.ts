import assert from 'node:assert/strict';
import {
  readAncestor,
  readCreatedBy,
  readElision,
  readFileLine,
  readFunctionLine,
  readHeader,
  readCountLine,
  type Span,
} from '../../../src/core';

const cut = (line: string, span: Span | undefined) => span && line.slice(span.start, span.end);

describe('A header line', () => {
  const read = (line: string) => {
    const header = readHeader(line);
    return (
      header && [header.id, header.state.text, header.waitMinutes, header.labels.map((l) => [l.key, l.value])]
    );
  };

  it('has an id and a state', () => {
    assert.deepEqual(read('goroutine 1 [running]:'), [1, 'running', 0, []]);
    assert.deepEqual(read('goroutine 18446744073 [chan receive (nil chan)]:'), [
      18446744073,
      'chan receive (nil chan)',
      0,
      [],
    ]);
  });

  it('has minutes among its notes', () => {
    assert.deepEqual(read('goroutine 5 [select, 3 minutes, locked to thread]:'), [
      5,
      'select, locked to thread',
      3,
      [],
    ]);
  });

  it('has gp=, m= and mp= at system level', () => {
    assert.deepEqual(read('goroutine 0 gp=0x621080 m=0 mp=0x621f60 [idle]:'), [0, 'idle', 0, []]);
    assert.deepEqual(read('goroutine 2 gp=0xc000002e00 m=nil [force gc (idle)]:'), [
      2,
      'force gc (idle)',
      0,
      [],
    ]);
  });

  it('has labels in the format of Go 1.26', () => {
    assert.deepEqual(read('goroutine 8 [select, 2 minutes labels:{"a]b": "x, \\"y\\"", "k": ""}]:'), [
      8,
      'select',
      2,
      [
        ['a]b', 'x, "y"'],
        ['k', ''],
      ],
    ]);
  });

  it('has labels in the format of Go 1.27', () => {
    assert.deepEqual(
      read('goroutine 8 [select] {request_id: "abc-123", job: resize, e: , u: "\\u00e9\\xff"}:'),
      [
        8,
        'select',
        0,
        [
          ['request_id', 'abc-123'],
          ['job', 'resize'],
          ['e', ''],
          ['u', 'é\\xff'],
        ],
      ],
    );
  });

  it('may have labels that cannot be read', () => {
    assert.deepEqual(read('goroutine 8 [select labels:{"a" x}]:'), [8, 'select', 0, []]);
    assert.deepEqual(read('goroutine 8 [select] {a=b}:'), [8, 'select', 0, []]);
  });

  it('has annotations, which the reason does not', () => {
    const { state } = readHeader('goroutine 9 [chan receive (nil chan) (leaked), synctest bubble 4]:')!;
    assert.equal(state.reason, 'chan receive (nil chan)');
    assert.equal(state.class, 'channel');
    assert.equal(state.bubble, 4);
    assert.ok(state.leaked && !state.durable && !state.scan && !state.lockedToThread);
  });

  it('has the columns of its parts', () => {
    const line = 'goroutine 19 gp=0xc000002380 m=nil [IO wait, 2 minutes]:';
    const header = readHeader(line)!;
    assert.equal(cut(line, header.idSpan), '19');
    assert.equal(cut(line, header.stateSpan), 'IO wait, 2 minutes');
  });

  it('matches nothing else', () => {
    for (const line of [
      'goroutine',
      'goroutine 1',
      'goroutine 1 [running]',
      'goroutine 1 [running]: started',
      'goroutine x [running]:',
      'goroutine 1 is [running]:',
      'goroutine 1 [running] since:',
      'Goroutine 7 (running) created at:',
      ' goroutine 1 [running]:',
    ]) {
      assert.equal(readHeader(line), undefined, line);
    }
  });
});

describe('A function line', () => {
  it('is a symbol and arguments', () => {
    const line = 'net/http.(*conn).serve(0xc0051080a0, {0xab7700?, _}, ...)';
    const func = readFunctionLine(line)!;
    assert.equal(func.name, 'net/http.(*conn).serve');
    assert.equal(cut(line, func.nameSpan), func.name);
    assert.equal(cut(line, func.args), '0xc0051080a0, {0xab7700?, _}, ...');
  });

  it('may be inlined, generic, or full of odd characters', () => {
    const names = [
      'main.f',
      'iter.Pull[...].func1',
      'gopkg.in/yaml%2ev3.(*T).M',
      'main.(*número).läuft',
      'panic',
    ];
    for (const name of names) {
      for (const args of ['...', '', '{}', '0x0, 0x50']) {
        assert.equal(readFunctionLine(`${name}(${args})`)?.name, name);
      }
    }
  });

  it('matches nothing else', () => {
    for (const line of ['', '()', '\tf()', 'call me (maybe)', 'main.f(0x1', 'main.f) (', 'rax    0x0']) {
      assert.equal(readFunctionLine(line), undefined, line);
    }
  });
});

describe('A file line', () => {
  const read = (line: string) => {
    const file = readFileLine(line);
    return file && [file.file, file.line, cut(line, file.span)];
  };

  it('is a path and a line, whatever follows', () => {
    for (const tail of [
      '',
      ' +0x2f',
      ' +0x2f fp=0xc000 sp=0xc001 pc=0x4bf',
      ' fp=0xc000 sp=0xc001',
      ' pc=0x1',
    ]) {
      assert.deepEqual(read(`\t/go/src/a.go:12${tail}`), ['/go/src/a.go', 12, '/go/src/a.go:12']);
    }
  });

  it('may have colons, blanks and anything else in its path', () => {
    assert.deepEqual(read('\tC:/Program Files/Go/src/a.go:7 +0x1'), [
      'C:/Program Files/Go/src/a.go',
      7,
      'C:/Program Files/Go/src/a.go:7',
    ]);
    assert.deepEqual(read('    <autogenerated>:1'), ['<autogenerated>', 1, '<autogenerated>:1']);
    assert.deepEqual(read('\t??:0 +0x1'), ['??', 0, '??:0']);
  });

  it('matches nothing else', () => {
    for (const line of ['', '\t', '\ta.go', '\ta.go:x', '\ta.go:1 and more', '\trunning tests:']) {
      assert.equal(readFileLine(line), undefined, line);
    }
  });
});

describe('Other lines', () => {
  it('says who created a goroutine', () => {
    const line = 'created by net/http.(*Server).Serve in goroutine 17';
    const created = readCreatedBy(line)!;
    assert.equal(cut(line, created.nameSpan), 'net/http.(*Server).Serve');
    assert.equal(cut(line, created.creatorSpan), 'goroutine 17');
    assert.equal(created.creatorId, 17);
    assert.equal(readCreatedBy('created by main.f')!.creatorId, undefined);
    assert.equal(readCreatedBy('created by '), undefined);
  });

  it('says how many frames are missing', () => {
    assert.deepEqual(readElision('...16777061 frames elided...'), { count: 16777061 });
    assert.deepEqual(readElision('...additional frames elided...'), { count: undefined });
    assert.equal(readElision('... frames elided...'), undefined);
  });

  it('says where a goroutine originates', () => {
    assert.equal(readAncestor('[originating from goroutine 7]:')?.id, 7);
  });

  it('says how many goroutines a deduplicated one stands for', () => {
    const line = '820 times: [461, 462, …]';
    assert.equal(readCountLine(line)?.count, 820);
    assert.equal(cut(line, readCountLine(line)?.idsSpan), '461, 462, …');
  });
});

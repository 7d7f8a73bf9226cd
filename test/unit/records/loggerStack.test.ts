import assert from 'node:assert/strict';
import { readLoggerStack } from '../../../src/core/records';
import { expectedDumps, fixture } from '../../fixtures';
import { recordsOf, shown, slice, textOf } from './lines';
import { nonEmpty } from '../../nonEmpty';

describe('The stack of a logger', () => {
  it('is printed by zap', () => {
    const text = textOf(fixture('samples/log-zapdev-go1.19.txt'));
    const stacks = recordsOf(text, readLoggerStack);
    assert.deepEqual(
      stacks.map(({ line, endLine, frames }) => [line, endLine, frames.map((frame) => shown(text, frame))]),
      [
        [
          1,
          5,
          [
            'main.main /home/dev/go/src/example.com/lab/logs/main.go:51',
            'runtime.main /usr/lib/go-1.19/src/runtime/proc.go:250',
          ],
        ],
        [
          6,
          10,
          [
            'main.main /home/dev/go/src/example.com/lab/logs/main.go:52',
            'runtime.main /usr/lib/go-1.19/src/runtime/proc.go:250',
          ],
        ],
      ],
    );
  });

  it('is printed by pkg/errors, once for each wrapped error', () => {
    const text = textOf(fixture('samples/log-pkgerrors-go1.19.txt'));
    const stacks = recordsOf(text, readLoggerStack);
    assert.deepEqual(
      stacks.map(({ line, frames }) => [
        line,
        frames.length,
        frames[0]!.function,
        frames.at(-1)!.file.slice(-11),
      ]),
      [
        [1, 5, 'main.(*store).query', 'asm_amd64.s'],
        [12, 3, 'main.main', 'asm_amd64.s'],
      ],
    );
    assert.equal(stacks[0]!.form, 'pairs');
  });

  it('may be of any Go symbol', () => {
    for (const symbol of [
      'main.main.func1',
      'gopkg.in/yaml%2ev3.(*decoder).unmarshal',
      'example.com/a-b/v2.(*Set[...]).Add',
      'main.Map[go.shape.int,go.shape.string].func1',
      'main.(*número).läuft',
      'net/http.HandlerFunc.ServeHTTP',
      'main.glob..func1',
      'main.T.M-fm',
    ]) {
      const text = textOf(`${symbol}\r\n\tC:/x y/a.go:7\r\n`);
      assert.equal(shown(text, recordsOf(text, readLoggerStack)[0]!.frames[0]!), `${symbol} C:/x y/a.go:7`);
    }
  });

  it('is printed by gin, with the function below', () => {
    const lines = [
      '2026/11/23 - 15:11:12 panic recovered:',
      '/usr/lib/go-1.24/src/runtime/panic.go:787 (0x4d7ee4)',
      '\tgopanic: fn()',
      '/home/dev/go/pkg/mod/github.com/gin-gonic/gin@v1.10.0/context.go:185 (0x4cb88b)',
      '\t(*Context).Next: c.handlers[c.index](c)',
      '/home/dev/src/lab/web/main.go:30 (0x4cb88c)',
      '\tmain: ',
      '',
    ];
    const text = textOf(lines.join('\n'));
    const [stack, ...others] = recordsOf(text, readLoggerStack);
    assert.equal(others.length, 0);
    assert.equal(stack!.form, 'gin');
    assert.equal(slice(text, stack!), lines.slice(1).join('\n'));
    assert.deepEqual(
      stack!.frames.map((frame) => shown(text, frame)),
      [
        'gopanic /usr/lib/go-1.24/src/runtime/panic.go:787',
        '(*Context).Next /home/dev/go/pkg/mod/github.com/gin-gonic/gin@v1.10.0/context.go:185',
        'main /home/dev/src/lab/web/main.go:30',
      ],
    );
  });

  it('matches nothing else', () => {
    const texts = [
      'main.f',
      'main.f\n/x/a.go:1',
      'main.f\n\t/x/a.go',
      'main.f\n\t/x/a.go:1 +0x2f',
      'main.f\n\t/x/a.py:1',
      'main.f\n\n\t/x/a.go:1',
      'main.f()\n\t/x/a.go:1',
      'main.f(...)\n\t/x/a.go:1',
      'main.f(0x1)\n\t/x/a.go:1',
      'created by main.f\n\t/x/a.go:1',
      'no package\n\t/x/a.go:1',
      'nopackage\n\t/x/a.go:1',
      'a.go:12\n\t/x/a.go:1',
      'https://go.dev/x.y\n\t/x/a.go:1',
      '127.0.0.1\n\t/x/a.go:1',
      '# example.com/lab\n\t/x/a.go:1',
      '/x/a.go:1 (0x1)\n\tno source',
      '/x/a.go:1 (0x1)\nmain: f()',
      'main.f\n\t/x/a\t/x/b.go:1',
      'main.f\n\t/x/a.go:1 +0x2f /x/b.go:1',
      '/x/a\t/x/b.go:1 (0x1)\n\tf: x',
    ];
    for (const text of texts) assert.deepEqual(recordsOf(textOf(text), readLoggerStack), [], text);
  });

  it("does not occur in the runtime's own dumps", () => {
    const dumps = expectedDumps().filter(([path]) => !/\/log-|\.gz$/.test(path));
    for (const [path] of nonEmpty(dumps, 'dumps')) {
      assert.deepEqual(recordsOf(textOf(fixture(path)), readLoggerStack), [], path);
    }
  });
});

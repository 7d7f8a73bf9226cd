import assert from 'node:assert/strict';
import { LineKernel } from '../../../src/core/unwrap/lineKernel';
import { unwrapLines } from '../../../src/core/unwrap/lines';
import { bytesOf, piecesAfter, stringOf } from './rewritten';

const pieces = (text: string) => piecesAfter((bytes) => unwrapLines(bytes, 0, bytes.length), text);
const unwrapped = (text: string) => {
  const found = unwrapLines(bytesOf(text), 0, bytesOf(text).length);
  return found && { text: stringOf(found.text), streams: found.streams };
};

const header = 'goroutine 1 [running]:';
const stack = `${header}\nmain.main()\n\t/x/main.go:1\n`;
const eachLine = (text: string, wrap: (line: string) => string) =>
  text.replace(/^.*\n/gm, (line) => `${wrap(line.slice(0, -1))}\n`);

describe('The lines of a clean dump', () => {
  it('are left alone', () => {
    assert.equal(unwrapped(stack), undefined);
  });
});

describe('Lines with a prefix', () => {
  it('lose it, and keep their origins', () => {
    assert.deepEqual(pieces(`a| ${header}\na| main.main()\n`), [
      [`${header}\n`, 3],
      ['main.main()\n', 29],
    ]);
  });

  it('are one stream, named for the prefix', () => {
    assert.deepEqual(unwrapped(eachLine(stack, (line) => `web-1 | ${line}`)), {
      text: stack,
      streams: [{ start: 0, title: 'web-1' }],
    });
  });

  it('of several services become a stream each, in the order of their first lines', () => {
    const text = `web | ${header}\napi | ${header}\nweb | main.main()\napi | main.f()\n`;
    assert.deepEqual(unwrapped(text), {
      text: `${header}\nmain.main()\n${header}\nmain.f()\n`,
      streams: [
        { start: 0, title: 'web' },
        { start: 35, title: 'api' },
      ],
    });
    assert.deepEqual(pieces(text), [
      [`${header}\n`, 6],
      ['main.main()\n', 64],
      [`${header}\n`, 35],
      ['main.f()\n', 82],
    ]);
  });

  it('are a stream apart from those without one', () => {
    assert.deepEqual(unwrapped(`starting\nweb | ${header}\nweb | main.main()\nexit status 2\n`), {
      text: `starting\nexit status 2\n${header}\nmain.main()\n`,
      streams: [
        { start: 0, title: '' },
        { start: 23, title: 'web' },
      ],
    });
  });

  it('of which the last has no line feed get one before another stream', () => {
    assert.deepEqual(
      unwrapped(`starting\nweb | ${header}\nweb | main.main()\nexit`)?.text,
      [`starting\nexit\n${header}\nmain.main()\n`][0],
    );
  });

  it('whose text continues are joined with the next line', () => {
    const cri = (flag: string, text: string) => `2026-01-02T10:00:00Z stderr ${flag} ${text}\n`;
    assert.equal(
      unwrapped(cri('F', header) + cri('P', 'main.ma') + cri('F', 'in()'))?.text,
      `${header}\nmain.main()\n`,
    );
  });

  it('are taken only from the given part of the text', () => {
    const part = `web | ${header}\nweb | main.main()\n`;
    const text = bytesOf(`web | before\n${part}web | after\n`);
    const found = unwrapLines(text, 13, 13 + part.length);
    assert.equal(found && stringOf(found.text), `${header}\nmain.main()\n`);
    assert.equal(found?.origins.originOf(0), 19);
  });

  it('are the same whether the kernel takes them or not', () => {
    const text = bytesOf(eachLine(stack.repeat(50), (line) => `10:00:00 web | ${line}`));
    const withKernel = unwrapLines(text, 0, text.length, (whole) => LineKernel.of(whole, 0, 500));
    assert.deepEqual(
      withKernel,
      unwrapLines(text, 0, text.length, () => undefined),
    );
    assert.equal(withKernel && stringOf(withKernel.text), stack.repeat(50));
  });
});

describe('Lines in JSON strings', () => {
  it('lose the text around the string, and their escapes', () => {
    assert.deepEqual(
      unwrapped(eachLine(stack, (line) => `{"n":1,"msg":${JSON.stringify(line)},"level":"error"}`)),
      { text: stack, streams: [{ start: 0, title: '' }] },
    );
  });

  it('are pieces of a longer line until one ends with a line feed', () => {
    assert.equal(
      unwrapped(`{"log":"${header}\\n"}\n{"log":"main.ma"}\n{"log":"in()\\n"}\n`)?.text,
      `${header}\nmain.main()\n`,
    );
  });
});

describe('A line with a whole stack in a string', () => {
  const whole = (text: string) => JSON.stringify(text);

  it('becomes the lines of the stack', () => {
    assert.deepEqual(unwrapped(`{"stack":${whole(stack)}}\n`), {
      text: stack,
      streams: [{ start: 0, title: '' }],
    });
  });

  it('loses its other strings, unless they contain stacks too', () => {
    assert.equal(
      unwrapped(`{"a":"x\\ny","b":${whole(stack)},"c":${whole(stack)},"d":"z"}\n`)?.text,
      stack + stack,
    );
  });

  it('ends with a line feed even if the string does not', () => {
    assert.equal(unwrapped(`{"stack":${whole(stack.trimEnd())}}\nafter\n`)?.text, `${stack}after\n`);
  });
});

describe('A line with text before its header', () => {
  it('becomes two lines if the text is not a prefix', () => {
    assert.deepEqual(pieces(`note: ${header}\nmain.main()\n`), [
      ['note: \n', 0],
      [`${header}\nmain.main()\n`, 6],
    ]);
  });
});

describe('Indented lines', () => {
  it('lose their indentation, and the lines around them stay', () => {
    assert.equal(
      unwrapped(`Seen:\n${eachLine(stack, (line) => `    ${line}`)}after\n`)?.text,
      `Seen:\n${stack}after\n`,
    );
  });

  it('keep the bullet of the first one in a line of its own', () => {
    const [first, ...others] = stack.trimEnd().split('\n');
    assert.equal(
      unwrapped([`- ${first!}`, ...others.map((line) => `  ${line}`), ''].join('\n'))?.text,
      `- \n${stack}`,
    );
  });
});

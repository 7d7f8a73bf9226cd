import assert from 'node:assert/strict';
import { readZerologStack } from '../../../src/core/records';
import { fixture } from '../../fixtures';
import { recordsOf, slice, textAt, textOf } from './lines';

const read = (line: string) => readZerologStack(textOf(line).first);

describe('The stack in a line of zerolog', () => {
  it('is a frame for each object, with its offsets', () => {
    const text = textOf(fixture('samples/log-zerolog-go1.19.txt'));
    const [stack, ...others] = recordsOf(text, readZerologStack);
    assert.equal(others.length, 0);
    assert.deepEqual(
      stack!.frames.map((frame) => [frame.function, frame.file, frame.line]),
      [
        ['(*store).query', 'main.go', 30],
        ['(*store).load', 'main.go', 28],
        ['main', 'main.go', 56],
        ['main', 'proc.go', 250],
        ['goexit', 'asm_amd64.s', 1594],
      ],
    );
    for (const frame of stack!.frames) {
      assert.equal(textAt(text, frame.functionSpan), frame.function);
      assert.equal(textAt(text, frame.fileSpan), frame.file);
    }
    assert.deepEqual([stack!.line, stack!.endLine], [0, 1]);
    assert.equal(slice(text, stack!), `${text.lines[0]!}\n`);
  });

  it('may have blanks, a line as a number, and escapes', () => {
    const text = textOf(
      'x {"stack": [ {"source": "a\\u002ego", "line": 7, "func": "f\\"\\u003c"} , {"a":1}]}',
    );
    const frame = readZerologStack(text.first)!.frames[0]!;
    assert.deepEqual([frame.function, frame.file, frame.line], ['f"<', 'a.go', 7]);
    assert.equal(textAt(text, frame.functionSpan), 'f\\"\\u003c');
    assert.equal(textAt(text, frame.fileSpan), 'a\\u002ego');
  });

  it('has the frames that remain if the line is truncated', () => {
    const frames = read('{"stack":[{"func":"f","line":"1","source":"a.go"},{"func":"g","li')!.frames;
    assert.deepEqual(
      frames.map((frame) => frame.function),
      ['f'],
    );
  });

  it('is the first that has frames', () => {
    const line =
      '{"stack":{"stack":"x"},"stack":[1],"m":"\\"stack\\":[{","stack":[{"func":"f","line":"x","source":"a.go"}]}';
    assert.deepEqual(
      read(line)!.frames.map(({ function: f, line: n }) => [f, n]),
      [['f', 0]],
    );
  });

  it('matches nothing else', () => {
    for (const line of [
      '',
      '"stack"',
      '{"stack":"goroutine 1 [running]:\\n"}',
      '{"stack":[]}',
      '{"stack":[{}]}',
      '{"stack":[{"func":"f"}]}',
      '{"stack":[{"func":"f","source":{"a":1}}]}',
      '{"stacks":[{"func":"f","line":"1","source":"a.go"}]}',
    ]) {
      assert.equal(read(line), undefined, line);
    }
  });
});

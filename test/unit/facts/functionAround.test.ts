import assert from 'node:assert/strict';
import { functionAround } from '../../../src/core/facts/functionAround';
import { programOf } from '../diagnose/program';

const code = `package x

func work() {
	func() {
		go func() {
			wait()
		}()
		wait()
	}()
}
`;

describe('The function of a frame', () => {
  for (const [symbol, line, depth] of [
    ['work', 4, 0],
    ['work.func1', 6, 1],
    ['work.func1.1', 6, 2],
    // gccgo numbers the closures of a function in the order of the source, whatever their depth.
    ['work..func1', 8, 1],
    ['work..func2', 6, 2],
  ] as const) {
    it(`${symbol} at line ${line} is in ${depth} literals`, async () => {
      const program = await programOf({ 'x/x.go': code });
      const file = program.package('file:///x')!.file('file:///x/x.go')!;
      assert.equal(functionAround(file, line, `example.com/lab/x.${symbol}`)?.depth, depth);
    });
  }
});

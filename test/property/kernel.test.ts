import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { kernelFile, kernels, renderKernel } from '../../scripts/kernel';
import { type Kernel, makeKernel } from '../../src/core/parse/kernel';
import { parseTraceback } from '../../src/core/parse/parseTraceback';
import { damaged } from '../damaged';
import { anycable, expectedDumps, fixture } from '../fixtures';
import { random } from '../random';

const cases = 3000;
const seed = 20_26_11;

type KernelFor = (text: Uint8Array) => Kernel | undefined;

/** Everything that the parser reads, and every line that it passes to the unwrapper. */
function read(text: Uint8Array, starts: readonly number[], kernelFor: KernelFor): unknown {
  const seen: unknown[] = [];
  const streams = starts.map((start) => ({ start, title: `at ${start}` }));
  const see = (line: object, inStack: boolean) => {
    seen.push([line, inStack]);
    return false;
  };
  return { dump: parseTraceback(text, { streams, onUnparsedLine: see }, kernelFor), seen };
}

function check(text: Uint8Array, window: number, starts: readonly number[] = [0]): void {
  let isUsed = false;
  const withKernel = read(text, starts, (whole) => {
    const kernel = makeKernel(whole, 0, window);
    isUsed = kernel !== undefined;
    return kernel;
  });
  assert.ok(isUsed);
  assert.deepEqual(
    withKernel,
    read(text, starts, () => undefined),
  );
}

describe('The kernel', () => {
  it('is up to date with its source, as all kernels are (else run `npm run kernel`)', async () => {
    for (const kernel of kernels) {
      assert.equal(readFileSync(kernelFile(kernel), 'utf8'), await renderKernel(kernel));
    }
  });

  it('reads the same as without it', () => {
    for (const path of [anycable, ...expectedDumps().map(([sample]) => sample)]) {
      check(fixture(path), 128 << 10);
      check(fixture(path), 1000);
    }
  });

  it('reads the same where goroutines come again with their stacks', () => {
    for (const name of ['two-throw', 'crash-with-separators', 'one-stays-unavailable']) {
      check(fixture(`wrappings/threads-${name}.txt`), 128 << 10);
    }
  });

  it('reads more goroutines than it has room for at once', () => {
    const headers = Array.from({ length: 5000 }, (_, n) => `goroutine ${n} [running]:\n`);
    check(Buffer.from(headers.join('')), 128 << 10);
    check(Buffer.from(headers.join('main.f()\n\t/a.go:1\ncreated by main.main\n\t/a.go:2\n\n')), 1 << 20);
  });

  it(`reads ${cases} damaged dumps the same as without it`, () => {
    const below = random(seed);
    const samples = expectedDumps().map(([path]) => fixture(path));
    const excerpt = () => {
      const sample = samples[below(samples.length)]!;
      const start = below(2) === 0 ? 0 : below(sample.length);
      return sample.subarray(start, start + below(3000));
    };
    for (let n = 0; n < cases; n++) {
      // The parser knows lines that occurred before, so the text repeats similar lines.
      const part = excerpt();
      let text: Uint8Array = Buffer.concat([part, excerpt(), part, damaged(part, below), part]);
      for (let times = below(3); times > 0; times--) text = damaged(text, below);
      if (below(4) === 0)
        text = Buffer.from(Buffer.from(text).toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
      const lines = [0, Buffer.from(text).indexOf('\n', below(text.length)) + 1].filter(
        (at) => at < text.length,
      );
      try {
        check(
          text,
          16 + below(4000),
          [...new Set(lines)].sort((a, b) => a - b),
        );
      } catch (error) {
        throw new Error(`Case ${n} of seed ${seed}:\n${Buffer.from(text).toString()}`, { cause: error });
      }
    }
  }).timeout(60_000);

  it('stops when the unwrapper requests it, and is not used for a small text', () => {
    const text = Buffer.from('goroutine 1 [running]:\nmain.f()\n\t/a.go:1\nlog\n');
    assert.equal(parseTraceback(text, { streams: [], onUnparsedLine: () => true }), undefined);
    assert.equal(makeKernel(text), undefined);
  });
});

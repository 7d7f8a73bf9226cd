import assert from 'node:assert/strict';
import { byteClassesOf } from '../../src/core/unwrap/byteClasses';
import { LineKernel } from '../../src/core/unwrap/lineKernel';
import { unwrapLines } from '../../src/core/unwrap/lines';
import { damaged } from '../damaged';
import { fixture, fixtureText } from '../fixtures';
import { random } from '../random';
import { losslessWrappers, lossyWrappers, moreWrappers } from '../wrappers';

const cases = 2000;
const seed = 20_26_11;

const dump = fixtureText('samples/all-gotraceback-go1.24.txt');
const wrappers = Object.entries({ ...losslessWrappers, ...lossyWrappers, ...moreWrappers });

/** @returns whether the kernel took any line */
function check(text: Uint8Array, window: number): boolean {
  let taken = 0;
  const withKernel = unwrapLines(text, 0, text.length, (whole) => {
    const kernel = LineKernel.of(whole, 0, window)!;
    const take = kernel.take.bind(kernel);
    kernel.take = (at, until, out) => {
      const after = take(at, until, out);
      taken += after - at;
      return after;
    };
    return kernel;
  });
  const without = unwrapLines(text, 0, text.length, () => undefined);
  // Not only by deepEqual, which takes long for large arrays.
  assert.ok(Buffer.from(withKernel?.text ?? []).equals(without?.text ?? Buffer.alloc(0)));
  assert.deepEqual(withKernel, without);
  return taken > 0;
}

describe('The kernel for lines', () => {
  it('unwraps the same as without it, for every wrapper', () => {
    const bytes = wrappers.map(([, wrap]) => Buffer.from(wrap(dump)));
    for (const window of [128 << 10, 1000]) {
      assert.ok(bytes.filter((text) => check(text, window)).length > 15);
    }
  });

  it('handles prefixes that become longer, are trimmed, or belong to several services', () => {
    const lines = dump.split('\n');
    const texts = [
      (line: string, n: number) => `${n}: ${line}`,
      (line: string, n: number) => `12:34:56.${'123456789'.slice(n % 10 === 0 ? 3 : 0)} ${line}`,
      (line: string, n: number) => (n % 3 === 0 ? `a | ${line}` : `b | ${line}`),
      (line: string, n: number) => `{"log":"${line.replaceAll('\t', '\\u0009')}${n % 5 === 0 ? '' : '\\n'}"}`,
      (line: string, n: number) => `{"log":"${line.replaceAll('\t', ['\\t', '\\u00e9', '\\x'][n % 3]!)}\\n"}`,
    ];
    texts.forEach((prefix, n) => {
      assert.ok(check(Buffer.from(lines.map(prefix).join('\n')), 700), String(n));
    });
  });

  it(`unwraps ${cases} damaged texts the same as without it`, () => {
    const below = random(seed);
    let taken = 0;
    const samples = ['all-gotraceback-go1.24.txt', 'race-go1.24.txt', 'pprof-debug1-go1.24.txt'];
    for (let n = 0; n < cases; n++) {
      const sample = fixture(`samples/${samples[below(samples.length)]!}`);
      const start = below(sample.length);
      const part = Buffer.from(sample.subarray(start, start + below(3000))).toString();
      let text: Uint8Array = Buffer.from(
        wrappers[below(wrappers.length)]![1](`${dump.slice(0, 400)}${part}`),
      );
      for (let times = below(3); times > 0; times--) text = damaged(text, below);
      try {
        if (check(text, 64 + below(4000))) taken++;
      } catch (error) {
        throw new Error(`Case ${n} of seed ${seed}:\n${Buffer.from(text).toString()}`, { cause: error });
      }
    }
    assert.ok(taken > cases / 4, String(taken));
  }).timeout(60_000);

  it('finds the byte classes of a layer for each byte', () => {
    for (let byte = 0; byte < 256; byte++) {
      const text = new Uint8Array(100).fill(0x61);
      text[byte % 100] = byte;
      const without = byteClassesOf(text, () => undefined);
      assert.equal(
        byteClassesOf(text, (whole) => LineKernel.of(whole, 0, 48)),
        without,
        String(byte),
      );
    }
  });

  it('is not used for a small text', () => {
    assert.equal(LineKernel.of(Buffer.from(dump.slice(0, 1000))), undefined);
  });
});

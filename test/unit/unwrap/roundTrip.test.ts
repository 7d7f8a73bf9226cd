import assert from 'node:assert/strict';
import { type Dump, readDump } from '../../../src/core';
import { expectedDumps, fixture } from '../../fixtures';
import { losslessWrappers, lossyWrappers } from '../../wrappers';

/** Samples that are wrapped, damaged or mixed themselves are no tracebacks as the runtime prints them. */
const tracebacks = expectedDumps()
  .map(([path]) => path)
  .filter((path) => !/\/(?:wrap-|log-(?!yaml)|truncated|interleaved|test-timeout-json)/.test(path))
  .map((path) => [path, Buffer.from(fixture(path)).toString()] as const);

function unwrapped(text: string | Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readDump(text).unwrapped.text);
}

/** Each goroutine with all that is known of it, in the order of the text. */
function goroutines({ goroutines: columns, states, stacks }: Dump): readonly string[] {
  return Array.from({ length: columns.count }, (_, n) => {
    const { frames, createdBy } = stacks[columns.stack[n]!]!;
    const state = states[columns.state[n]!]!.text;
    return JSON.stringify([
      columns.id[n],
      state,
      columns.waitMinutes[n],
      columns.creatorId[n],
      frames,
      createdBy,
    ]);
  });
}

/** Without the lines of another service, carriage returns, which are no trouble, and the blank lines at the end. */
function withoutOthers(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/^cache-1 .*\n/gm, '')
    .replace(/\n*$/, '\n');
}

describe('A clean traceback', () => {
  for (const [path, text] of tracebacks) {
    it(`is left as it is: ${path}`, () => {
      assert.equal(readDump(text).unwrapped.origins, undefined);
    });
  }
});

describe('Unwrapping', () => {
  for (const [name, wrap] of Object.entries(losslessWrappers)) {
    it(`undoes ${name} to the byte`, () => {
      for (const [path, text] of tracebacks) {
        const clean = withoutOthers(text);
        assert.equal(withoutOthers(unwrapped(wrap(clean))), clean, path);
      }
    });
  }

  it('undoes UTF-16 to the byte', () => {
    for (const [path, text] of tracebacks) {
      const little = Buffer.from('\ufeff' + text, 'utf16le');
      assert.equal(unwrapped(little), text, path);
      assert.equal(unwrapped(Buffer.from(little).swap16()), text, path);
      assert.equal(unwrapped(little.subarray(2)), text, path);
    }
  });

  for (const [name, wrap] of Object.entries(lossyWrappers)) {
    it(`reads the same goroutines in spite of ${name}`, () => {
      for (const [path, text] of tracebacks) {
        assert.deepEqual(goroutines(readDump(wrap(text)).dump), goroutines(readDump(text).dump), path);
      }
    });
  }
});

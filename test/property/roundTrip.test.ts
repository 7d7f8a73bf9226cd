import assert from 'node:assert/strict';
import { type Dump, readDump } from '../../src/core';
import { expectedDumps, fixture, fixtureText } from '../fixtures';
import { losslessWrappers, lossyWrappers, moreWrappers } from '../wrappers';
import { nonEmpty } from '../nonEmpty';

/** Samples that are wrapped, damaged or mixed themselves are not clean tracebacks. */
const paths = expectedDumps()
  .map(([path]) => path)
  .filter((path) => !/\/(?:wrap-|log-(?!yaml)|truncated|interleaved|test-timeout-json)/.test(path));
const tracebacks = nonEmpty(paths, 'tracebacks').map(
  (path) => [path, Buffer.from(fixture(path)).toString()] as const,
);

function unwrapped(text: string | Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readDump(text).unwrapped.text);
}

/** Each goroutine with all its properties, in the order of the text. */
function goroutines({ goroutines: columns, states, stacks }: Dump): readonly string[] {
  return Array.from({ length: columns.length }, (_, n) => {
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

/** The text without lines of another service, carriage returns, which are harmless, and blank lines at the end. */
function withoutOthers(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/^cache-1 .*\n/gm, '')
    .replace(/\n*$/, '\n');
}

describe('A clean traceback', () => {
  for (const [path, text] of tracebacks) {
    it(`is left unchanged: ${path}`, () => {
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

  const few = tracebacks.filter(([path]) =>
    /all-gotraceback-go1\.24|sigquit-go1\.22|overflow-go1\.24|zoo-debug2/.test(path),
  );
  for (const [name, wrap] of Object.entries(moreWrappers)) {
    it(`undoes ${name}`, () => {
      assert.ok(few.length >= 4);
      for (const [path, text] of few) {
        assert.deepEqual(goroutines(readDump(wrap(text)).dump), goroutines(readDump(text).dump), path);
      }
    });
  }

  it('undoes a wrapper before only the first line, or around the whole text', () => {
    const text = fixtureText('samples/all-gotraceback-go1.24.txt');
    const headless = text.slice(text.indexOf('goroutine 1 '));
    const escaped = text.replaceAll('\n', '\\n').replaceAll('\t', '\\t');
    for (const arrived of [
      `2024/01/02 10:00:00 stuck: ${text}`,
      `2024/01/02 10:00:00 ${headless}`,
      `[PANIC RECOVER] boom ${headless}`,
      `{'stack': '${escaped}'}\n`,
      `Mar  4 09:15:02 host app[1]: ${text.replaceAll('\n', '#012').replaceAll('\t', '#011')}\n`,
      `2025-03-04T09:15:02.123Z\tERROR\tmain.go:5\trecovered\t{"stack": ${JSON.stringify(text)}}\n`,
      `<system-out><![CDATA[${text}]]></system-out>`,
    ]) {
      assert.deepEqual(
        goroutines(readDump(arrived).dump),
        goroutines(readDump(text).dump),
        arrived.slice(0, 60),
      );
    }
  });

  it('undoes UTF-16 to the byte', () => {
    for (const [path, text] of tracebacks) {
      const little = Buffer.from('\ufeff' + text, 'utf16le');
      assert.equal(unwrapped(little), text, path);
      assert.equal(unwrapped(Buffer.from(little).swap16()), text, path);
      assert.equal(unwrapped(little.subarray(2)), text, path);
    }
  });

  for (const [name, wrap] of Object.entries(lossyWrappers)) {
    it(`reads the same goroutines despite ${name}`, () => {
      for (const [path, text] of tracebacks) {
        assert.deepEqual(goroutines(readDump(wrap(text)).dump), goroutines(readDump(text).dump), path);
      }
    });
  }
});

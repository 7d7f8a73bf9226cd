import assert from 'node:assert/strict';
import { type Dump, parseDump } from '../../src/core';
import { damaged } from '../damaged';
import { expectedDumps, expectedForms, fixture, wrappings } from '../fixtures';
import { random } from '../random';
import { losslessWrappers, lossyWrappers, moreWrappers } from '../wrappers';

/** In bytes: enough of a text for several goroutines. */
const looked = 8000;
const cases = 4000;

/** What no function and no path has: what is left of escapes and of other lines. */
const wrong =
  /\t|&(?:#\d+|#x[\da-f]+|lt|gt|amp|quot|apos);|=(?:09|0A|20|22|3D)|=$| \+0x|%0[9AD]|\\[nt]$|^\/\/(?:[\s/]|$)/i;

function check({ frames, stacks, otherFrames }: Dump, text: string): void {
  const created = stacks.flatMap(({ createdBy }) => createdBy ?? []);
  const others = otherFrames.map(({ name, file }) => ({ function: name, file: file.file }));
  for (const { function: name, file } of [...frames, ...created, ...others]) {
    assert.doesNotMatch(name, wrong, text);
    assert.doesNotMatch(file, wrong, text);
  }
}

const samples = [...expectedDumps(), ...expectedForms()].map(
  ([path]) => [path, Buffer.from(fixture(path))] as const,
);
const texts = [...samples, ...wrappings().map(([path, text]) => [path, Buffer.from(text)] as const)];
const wrappers = [
  (text: string) => text,
  ...Object.values({ ...losslessWrappers, ...moreWrappers, ...lossyWrappers }),
];

describe('No function or file has what surrounds a dump in its name', () => {
  it('in any sample', () => {
    for (const [path, bytes] of texts) check(parseDump(bytes), path);
  });

  it(`in ${cases} damaged texts, wrapped or not`, () => {
    const below = random(27_11_2026);
    for (let n = 0; n < cases; n++) {
      const [path, bytes] = texts[below(texts.length)]!;
      const start = bytes.subarray(0, looked);
      // Damage before wrapping is in the dump, damage after it in what surrounds it.
      const isFirst = below(2) === 0;
      const wrap = wrappers[below(3) === 0 ? 0 : below(wrappers.length)]!;
      const inner = isFirst ? damaged(start, below) : start;
      const outer = Buffer.from(wrap(Buffer.from(inner).toString()));
      const text = isFirst ? outer : damaged(outer, below);
      check(parseDump(text), `${path}, case ${n}: ${Buffer.from(text).toString().slice(0, 3000)}`);
    }
  }).timeout(300_000);
});

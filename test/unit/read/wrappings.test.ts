import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goroutineId, readDump, type ReadDump, type StackFrame } from '../../../src/core';
import { fixturesFolder, fixtureText } from '../../fixtures';
import { nonEmpty } from '../../nonEmpty';

const folder = 'wrappings';
const names = readdirSync(join(fixturesFolder, folder));
const texts = names.filter((name) => name.endsWith('.txt')).map((name) => name.replace(/\.txt$/, ''));

/** What was read, in the form of `wrappings/*.expected`. */
function shown(text: string): string {
  const read = readDump(text);
  const lineAt = originalLines(text, read);
  const { goroutines, problems, sections } = read.dump;
  const lines = sections.flatMap(({ title, firstGoroutine, goroutineCount }) => [
    `# ${title}`.trim(),
    ...Array.from({ length: goroutineCount }, (_, n) =>
      goroutineText(read, firstGoroutine + n, lineAt),
    ).flat(),
  ]);
  const told = problems.map(({ line }) => lineAt(line)).sort((one, other) => one - other);
  assert.ok(goroutines.length > 0 || problems.length > 0);
  return [...lines, ...told.map((line) => `problem @${line}`)].join('\n');
}

/** Returns the one-based line of the text as it arrived, for a zero-based line of the dump. */
function originalLines(text: string, { unwrapped }: ReadDump): (line: number) => number {
  const bytes = Buffer.from(text);
  const starts = [0];
  unwrapped.text.forEach((byte, at) => {
    if (byte === 0x0a) starts.push(at + 1);
  });
  return (line) => {
    const at = starts[line] ?? unwrapped.text.length;
    const origin = unwrapped.origins?.originOf(at) ?? at;
    return bytes.subarray(0, origin).toString().split('\n').length;
  };
}

function goroutineText({ dump }: ReadDump, index: number, lineAt: (line: number) => number): string[] {
  const { goroutines, stacks, states } = dump;
  const { frames, createdBy, elided, unavailable } = stacks[goroutines.stack[index]!]!;
  const minutes = goroutines.waitMinutes[index]!;
  const state = states[goroutines.state[index]!]!.text;
  const wait = minutes === 0 ? state : state.replace(/^[^,]*/, `$&, ${minutes} minutes`);
  const id = goroutineId(goroutines, index) ?? '?';
  const creator = goroutines.creatorId[index]!;
  const lines = frames.map((frame) => `  ${frameText(frame)}`);
  if (elided !== undefined)
    lines.splice(elided.after, 0, `  ...${elided.count ?? 'additional'} frames elided...`);
  return [
    `goroutine ${id} [${wait === '' ? '?' : wait}] @${lineAt(goroutines.line[index]!)}`,
    ...lines,
    ...(unavailable ? ['  stack unavailable'] : []),
    ...(createdBy === undefined ? [] : [`  created by ${frameText(createdBy, creator)}`]),
  ];
}

function frameText({ function: name, file, line }: StackFrame, creator = 0): string {
  const place = file === '' ? '' : ` ${file}:${line}`;
  return `${name}${creator === 0 ? '' : ` in goroutine ${creator}`}${place}`;
}

describe('A dump as it reaches people', () => {
  for (const name of nonEmpty(texts, 'texts')) {
    const text = fixtureText(`${folder}/${name}.txt`);
    if (name.startsWith('none-')) {
      it(`is not found in ${name}`, () => {
        const { goroutines, races } = readDump(text).dump;
        assert.deepEqual([goroutines.length, races.length], [0, 0]);
      });
    } else {
      it(`is read from ${name}`, () => {
        assert.equal(shown(text), fixtureText(`${folder}/${name}.expected`).trimEnd());
      });
    }
  }
});

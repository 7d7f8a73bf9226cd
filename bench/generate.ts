// Generates the inputs: dumps of an imaginary server, identical in every run, streamed to bench/.data.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { debug2Writer, sigquitWriter, type WriteGoroutine } from './generate/goroutineText';
import { type Random, randomFrom, skewed } from './generate/random';
import { makeStacks } from './generate/stacks';
import { dockerWrap, kubectlWrap, type Wrap } from './generate/wrap';
import { type Form, type Input } from './inputs';

/** Folder of the generated files. */
export const dataFolder = join(__dirname, '.data');

/** An input on disk. */
export interface MadeInput {
  readonly input: Input;
  readonly path: string;
  /** Size of the file. */
  readonly bytes: number;
  /** Number of goroutines in the file. */
  readonly goroutines: number;
  /** Number of different stacks among them. */
  readonly groups: number;
}

/** Size of each write, in characters. */
const pieceLength = 1 << 20;

const writers: Record<Form, (random: Random) => WriteGoroutine> = {
  debug2: debug2Writer,
  sigquit: sigquitWriter,
  kubectl: debug2Writer,
  docker: debug2Writer,
};

const wraps: Record<Form, (random: Random) => Wrap> = {
  debug2: () => (line) => line,
  sigquit: () => (line) => line,
  kubectl: kubectlWrap,
  docker: dockerWrap,
};

/** The input's file. It is generated unless a complete one with the same recipe exists. */
export async function makeInput(input: Input): Promise<MadeInput> {
  const path = join(dataFolder, `${input.name}.txt`);
  const made = readRecord(path);
  if (made !== undefined && existsSync(path) && statSync(path).size === made.bytes) {
    if (JSON.stringify(made.input) === JSON.stringify(input)) return { ...made, path };
  }
  mkdirSync(dataFolder, { recursive: true });
  const counts = await write(input, `${path}.part`);
  await rename(`${path}.part`, path);
  const record: MadeInput = { input, path, bytes: statSync(path).size, ...counts };
  writeFileSync(recordPath(path), JSON.stringify(record, undefined, 2));
  return record;
}

async function write(input: Input, path: string): Promise<{ goroutines: number; groups: number }> {
  const file = await open(path, 'w');
  const used = new Set<number>();
  const wrap = wraps[input.form](randomFrom(input.seed + 1));
  let piece = '';
  try {
    for (const line of linesOf(input, used)) {
      piece += `${wrap(line)}\n`;
      if (piece.length < pieceLength) continue;
      await file.appendFile(piece);
      piece = '';
    }
    await file.appendFile(piece);
  } finally {
    await file.close();
  }
  return { goroutines: input.goroutines, groups: used.size };
}

/** @param used receives the positions of the stacks that occur */
function* linesOf(input: Input, used: Set<number>): Generator<string> {
  const choice = randomFrom(input.seed);
  const stacks = makeStacks(input.stacks, input.depths, choice);
  const next = skewed(stacks.length, choice);
  const writeGoroutine = writers[input.form](randomFrom(input.seed + 2));
  if (input.form === 'sigquit') yield* ['SIGQUIT: quit', 'PC=0x48a9a1 m=0 sigcode=0', ''];
  for (let index = 0; index < input.goroutines; index++) {
    const stack = next();
    used.add(stack);
    yield* writeGoroutine(idOf(index), stacks[stack]!);
    yield '';
  }
  if (input.form === 'sigquit') yield* registers;
}

/** Unique for each index below 2^24, and unordered, like ids of reused goroutines. */
function idOf(index: number): number {
  return 1 + ((index * 48_271) % 16_777_213);
}

const registers = [
  'rax    0xca',
  'rbx    0x0',
  'rcx    0x48a9a3',
  'rip    0x48a9a1',
  'rflags 0x286',
  'cs     0x33',
];

function recordPath(path: string): string {
  return `${path}.json`;
}

function readRecord(path: string): MadeInput | undefined {
  if (!existsSync(recordPath(path))) return undefined;
  return JSON.parse(readFileSync(recordPath(path), 'utf8')) as MadeInput;
}

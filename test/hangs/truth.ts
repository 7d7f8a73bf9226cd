// What is to be found in the programs of test/lab/hangs, read from the comments in their source.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShownHold, ShownWait } from '../../src/core';

const folder = join(import.meta.dirname, '../lab/hangs');

/** A lock that a goroutine holds. More lines are alternatives: where a helper locks, and where it is called. */
export interface TrueHold {
  readonly exprs: readonly string[];
  readonly mode: ShownHold['mode'];
  /** One-based. */
  readonly lines: number[];
}

/** Goroutines that take part in a hang. */
export interface TrueStep {
  readonly name: string;
  readonly count: number;
  /** One-based lines where they wait, any of which is right; none where only the function is certain. */
  readonly lines: number[];
  /** Undefined for goroutines that are known by their line. */
  func: string | undefined;
  /** None means any. */
  kinds: readonly string[];
  /** None means any. */
  exprs: readonly string[];
  readonly holds: TrueHold[];
}

export interface Truth {
  /** As the fixtures and the lab's command name it. */
  readonly name: string;
  /** Where its goroutines wait: the source file, below the lab's hangs. */
  readonly file: string;
  /** The first is what it is; the others are other words for it. */
  readonly kinds: readonly string[];
  /** The evidence allows no more than a guess. */
  readonly isPossible: boolean;
  /** Kinds of further findings that are true too. */
  readonly also: readonly string[];
  readonly steps: readonly TrueStep[];
}

/** All cases, by name. */
export function truths(): readonly Truth[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.go'))
    .flatMap((file) => truthIn(file, readFileSync(join(folder, file), 'utf8')) ?? []);
}

const remark = /\/\/ truth: (.*)$/;
const head = /^([\w|]+)(?: in (\S+))?(, possible)?(?:, also ([\w|]+))?$/;
const statement =
  /^([\w-]+)(?:×(\d+))? (?:waits ([\w|*]+)(?: (.+))?|holds (.+?)( for reading)?|is in (\S+))$/;

function truthIn(file: string, source: string): Truth | undefined {
  const name = /\bregister\("([\w-]+)"/.exec(source)?.[1];
  if (name === undefined || file === 'main.go') return undefined;
  const kind = remarksIn(source)
    .map(({ text }) => head.exec(text))
    .find((found) => found !== null);
  if (kind === undefined) throw new Error(`${file} does not say what kind of hang it is.`);
  const [, kinds, elsewhere, possible, also] = kind;
  const place = elsewhere ?? file;
  const steps = new Map<string, TrueStep>();
  const remarks = remarksIn(elsewhere === undefined ? source : readFileSync(join(folder, elsewhere), 'utf8'));
  for (const { text, line } of remarks) if (!head.test(text)) readStatement(steps, text, line, place);
  return {
    name,
    file: place,
    kinds: kinds!.split('|'),
    isPossible: possible !== undefined,
    also: also?.split('|') ?? [],
    steps: [...steps.values()],
  };
}

/** The statements about the truth, with their one-based lines. */
function remarksIn(source: string): readonly { readonly text: string; readonly line: number }[] {
  return source
    .split('\n')
    .flatMap((text, index) =>
      (remark.exec(text)?.[1]?.split('; ') ?? []).map((part) => ({ text: part, line: index + 1 })),
    );
}

function readStatement(steps: Map<string, TrueStep>, text: string, line: number, file: string): void {
  const [matched, name, count, kinds, wanted, held, reading, func] = statement.exec(text) ?? [];
  if (matched === undefined || name === undefined) throw new Error(`${file}:${line}: “${text}” is no truth.`);
  let step = steps.get(name);
  if (step === undefined) {
    step = {
      name,
      count: Number(count ?? 1),
      lines: [],
      func: undefined,
      kinds: [],
      exprs: [],
      holds: [],
    };
    steps.set(name, step);
  }
  if (held !== undefined) {
    const exprs = held.split(' | ');
    const known = step.holds.find((hold) => hold.exprs[0] === exprs[0]);
    if (known === undefined)
      step.holds.push({ exprs, mode: reading === undefined ? 'write' : 'read', lines: [line] });
    else known.lines.push(line);
  } else if (func !== undefined) {
    step.func = func;
  } else {
    step.lines.push(line);
    step.kinds = kinds === '*' ? [] : (kinds as ShownWait['kind']).split('|');
    step.exprs = wanted?.split(' | ') ?? [];
  }
}

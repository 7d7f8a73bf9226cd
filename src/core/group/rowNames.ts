import { parseSymbol } from '../go/symbol';
import type { UserCode } from '../go/userCode';
import type { Dump } from '../model/dump';
import { sectionIndexOf } from '../model/goroutineAt';
import type { Stack, StackFrame } from '../model/stack';
import { waitName } from '../waits/waitName';
import { waitsIn } from '../waits/waitsIn';
import { backgroundOf } from './background';
import { type FunctionName, functionNames } from './functionNames';
import type { GoroutineGroup } from './groupDump';

/** The name of a group, made for reading in a narrow list. No two groups of one list have the same. */
export interface RowName {
  /** What the goroutines do now: `RWMutex.Lock`, `chan send`, `running`; empty in forms without states. */
  readonly wait: string;
  /** Where, and what for: `subscribeSession`, `schedule ← broadcastToStream`. */
  readonly name: string;
}

/** A text for each place in a group where groups may differ, such as the names of its frames. */
type Aspect = (group: GoroutineGroup) => readonly string[];

/** Frames of one stack that are compared at most. A deeper difference is found by the last aspects. */
const maxFrames = 200;

/**
 * Returns a function that names the groups of one list. A group that has a title is named by it, and one in the background by
 * the function that shows that it is. Any other has the name of its headline function, followed by the first function that
 * calls it from another package of user code. If two groups have the same name, the first of these in which they differ is
 * added: a calling function, any frame, the creator, a line, the state, a file.
 */
export function rowNamer(
  dump: Dump,
  isUserCode: UserCode,
): (groups: readonly GoroutineGroup[]) => readonly RowName[] {
  const nameOf = functionNames(dump, isUserCode);
  const waits = dump.sections.map((section) => waitsIn(dump, section));
  return (groups) => {
    const rows = groups.map((group) => ({
      group,
      ...waitOfGroup(dump, group, waits),
      name: baseName(dump, group, nameOf, isUserCode),
    }));
    nameApart(rows, nameOf, isUserCode);
    return rows.map(({ wait, name, note }) => ({ wait, name: `${name}${note}` }));
  };
}

/** Adds to the names of rows that are alike what tells them apart. */
function nameApart(rows: readonly Row[], nameOf: FunctionName, isUserCode: UserCode): void {
  const aspects: readonly Aspect[] = [
    (group) => callers(group, nameOf, isUserCode).map((name) => ` ← ${name}`),
    (group) => distinct(group.stack.frames.slice(0, maxFrames).map(nameOf)).map((name) => ` ← ${name}`),
    ({ stack: { createdBy } }) => (createdBy === undefined ? [] : [`, created by ${nameOf(createdBy)}`]),
    ({ headline, stack }) =>
      framesOf(stack).map((frame) => `${frame === headline ? '' : ` ← ${nameOf(frame)}`}:${frame.line}`),
    ({ states }) => [[...states.keys()].map(({ text }) => `, ${text}`).join('')],
    ({ stack }) => framesOf(stack).map((frame) => `, ${frame.function} ${frame.file}`),
  ];
  for (const aspect of aspects) tellApart(rows, aspect);
  number(rows);
}

function framesOf({ frames, createdBy }: Stack): readonly StackFrame[] {
  return createdBy === undefined ? frames : [...frames, createdBy];
}

interface Row {
  readonly group: GoroutineGroup;
  readonly wait: string;
  name: string;
  /** At the end of the name, where a narrow list may cut it off: `, queued` of a writer behind another one. */
  readonly note: string;
}

function waitOfGroup(
  dump: Dump,
  { members, title }: GoroutineGroup,
  waits: readonly ReturnType<typeof waitsIn>[],
): Pick<Row, 'wait' | 'note'> {
  const first = members[0]!;
  const waitOf = waits[sectionIndexOf(dump, first)];
  if (waitOf === undefined || title !== undefined) return { wait: '', note: '' };
  const { kind } = waitOf(first);
  const wait = waitName(kind, dump.states[dump.goroutines.state[first]!]!);
  return { wait, note: kind === 'lockQueued' ? ', queued' : '' };
}

function baseName(dump: Dump, group: GoroutineGroup, nameOf: FunctionName, isUserCode: UserCode): string {
  const { title, headline, stack } = group;
  if (title !== undefined) return title;
  if (headline === undefined) return '(no stack)';
  const background = backgroundOf(dump, group);
  if (background !== undefined) return nameOf(background.frame);
  const { importPath } = parseSymbol(headline.function);
  const caller = stack.frames
    .slice(stack.frames.indexOf(headline) + 1)
    .find((frame) => isUserCode(frame) && parseSymbol(frame.function).importPath !== importPath);
  const own = nameOf(headline);
  return caller === undefined || !isUserCode(headline) ? own : `${own} ← ${nameOf(caller)}`;
}

/** The functions of user code that called the headline function, nearest first. */
function callers(
  { headline, stack }: GoroutineGroup,
  nameOf: FunctionName,
  isUserCode: UserCode,
): readonly string[] {
  const frames = stack.frames.slice(0, maxFrames);
  const start = headline === undefined ? 0 : frames.indexOf(headline);
  return distinct(frames.slice(start).filter(isUserCode).map(nameOf)).slice(1);
}

/** Without a name that is the same as the one before it, as of a closure and the function around it. */
function distinct(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => name !== names[index - 1]);
}

/** Adds to rows of the same name the first text of the aspect in which they differ, until none do. */
function tellApart(rows: readonly Row[], aspect: Aspect): void {
  const texts = new Map<Row, readonly string[]>();
  const alike = [...byName(rows).values()].map((same) => ({ same, from: 0 }));
  for (let next = alike.pop(); next !== undefined; next = alike.pop()) {
    const { same, from } = next;
    if (same.length < 2) continue;
    for (const row of same) if (!texts.has(row)) texts.set(row, aspect(row.group));
    const at = firstDifference(
      same.map((row) => texts.get(row)!),
      from,
    );
    if (at === undefined) continue;
    for (const row of same) row.name += texts.get(row)![at] ?? '';
    for (const others of byName(same).values()) alike.push({ same: others, from: at + 1 });
  }
}

function firstDifference(all: readonly (readonly string[])[], from: number): number | undefined {
  const length = all.reduce((longest, texts) => Math.max(longest, texts.length), 0);
  for (let at = from; at < length; at++) {
    if (all.some((texts) => texts[at] !== all[0]![at])) return at;
  }
  return undefined;
}

/** Numbers the rows that are still alike, of groups that differ in nothing that can be shown. */
function number(rows: readonly Row[]): void {
  const taken = new Set<string>();
  /** The last number of each name, so that many alike rows take no quadratic time. */
  const last = new Map<string, number>();
  for (const row of rows) {
    const own = row.name;
    const key = keyOf(row);
    for (let n = (last.get(key) ?? 1) + 1; taken.has(keyOf(row)); n++) {
      row.name = `${own} (${n})`;
      last.set(key, n);
    }
    taken.add(keyOf(row));
  }
}

function byName(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(keyOf(row));
    if (known === undefined) found.set(keyOf(row), [row]);
    else known.push(row);
  }
  return found;
}

function keyOf({ wait, name, note }: Row): string {
  return `${wait} · ${name}${note}`;
}

import { parseSymbol } from '../go/symbol';
import type { UserCode } from '../go/userCode';
import type { Dump } from '../model/dump';
import { sectionIndexOf } from '../model/goroutineAt';
import type { GoroutineIndex } from '../model/goroutines';
import type { Stack, StackFrame } from '../model/stack';
import type { WaitKind } from '../waits/wait';
import { waitName } from '../waits/waitName';
import { waitedObject } from '../waits/waitRole';
import { waitsIn } from '../waits/waitsIn';
import { backgroundOf } from './background';
import { type FunctionName, functionNames } from './functionNames';
import type { GoroutineGroup } from './groupDump';
import { noObject, type PartKey } from './keys';
import { headlineFrame } from './headline';
import { type Naming, namingBy, noNameRules } from './nameRules';
import { narrowRows } from './narrowRows';
import { packageNames } from './packageNames';
import { type Addition, nameOfRow, type Row } from './row';
import { type Aspect, number, tellApart } from './tellApart';

/** The name of a group, made for reading in a narrow list. No two groups of one list have the same. */
export interface RowName {
  /** What the goroutines do now: `RWMutex.Lock`, `chan send`, `running`; empty in forms without states. */
  readonly wait: string;
  /** Where, and what for: `subscribeSession`, `schedule ← broadcastToStream`. */
  readonly name: string;
  /** The name as a narrow list shows it, which may be elided: `broad…eamOnce`. */
  readonly narrow: string;
  /** The frame that a group by stack is named by; undefined if that is its headline frame. */
  readonly frame: StackFrame | undefined;
}

/** Frames of one stack that are compared at most. A deeper difference is found by the last aspects. */
const maxFrames = 200;

/**
 * Returns a function that names the groups of one list. A group by stack has the name of its headline function, followed by
 * the first function that calls it from another package of user code; one in the background has that of the function that
 * shows that it is. If two groups have the same name, the first of these in which they differ is added: a calling function,
 * any frame, the creator, a line, the state, a file. A group by another key has a short name of what its goroutines share.
 */
export function rowNamer(
  dump: Dump,
  isUserCode: UserCode,
  { ownerOf = () => undefined, naming = namingBy(noNameRules) }: NamerOptions = {},
): (groups: readonly GoroutineGroup[]) => readonly RowName[] {
  const nameOf = functionNames(dump, isUserCode, naming);
  const waits = dump.sections.map((section) => waitsIn(dump, section));
  const context: Context = { dump, isUserCode, nameOf, waits, ownerOf, naming };
  return (groups) => {
    const packageName = packageNames(groups);
    let rows = groups.map((group): Row => {
      const unnamed = {
        group,
        frame: undefined,
        additions: [],
        isTurned: false,
        number: undefined,
      };
      return { ...unnamed, ...rowOf(group, packageName, context) };
    });
    for (const aspect of aspectsOf(groups[0]?.key, context)) rows = [...tellApart(rows, aspect)];
    return narrowRows(number(rows)).map(({ row, shown: narrow }) => ({
      wait: row.wait,
      name: nameOfRow(row),
      narrow,
      frame: row.frame,
    }));
  };
}

/** The type of the object that has the lock of a group by lock; undefined if the dump does not tell. */
export type OwnerOf = (group: GoroutineGroup) => string | undefined;

export interface NamerOptions {
  readonly ownerOf?: OwnerOf;
  /** Default: the rules that always apply. */
  readonly naming?: Naming;
}

interface Context {
  readonly dump: Dump;
  readonly isUserCode: UserCode;
  readonly nameOf: FunctionName;
  /** By section. */
  readonly waits: readonly ReturnType<typeof waitsIn>[];
  readonly ownerOf: OwnerOf;
  readonly naming: Naming;
}

type Named = Pick<Row, 'wait' | 'own'> & Partial<Pick<Row, 'additions' | 'frame'>>;

function rowOf(group: GoroutineGroup, packageName: (title: string) => string, context: Context): Named {
  const { key, title = '', headline, stack } = group;
  const { nameOf } = context;
  switch (key) {
    case 'creator':
      return { wait: '', own: stack.createdBy === undefined ? title : nameOf(stack.createdBy) };
    case 'package':
      return { wait: '', own: packageName(title) };
    case 'state':
      return headline !== undefined && hasOneStack(context.dump, group)
        ? { wait: title, own: nameOf(headline) }
        : { wait: '', own: title };
    case 'label':
    case 'role':
      return { wait: '', own: title };
    case 'lock':
      return { wait: '', own: title === noObject ? title : objectName(group, context) };
    case 'userFrame':
      return { wait: commonWait(group, context), own: headline === undefined ? title : nameOf(headline) };
    case 'stack':
    case 'stackAndState':
    case 'functions':
      return rowOfStack(group, context);
  }
}

function hasOneStack({ goroutines: { stack } }: Dump, { members }: GoroutineGroup): boolean {
  const first = stack[members[0]!];
  return members.every((member) => stack[member] === first);
}

function rowOfStack(group: GoroutineGroup, context: Context): Named {
  const { nameOf, isUserCode, dump, naming } = context;
  const { stack, members } = group;
  const headline = unfolded(group, context);
  const wait = waitOf(members[0]!, context);
  const frame = headline === group.headline ? undefined : headline;
  const row = { wait: wait?.name ?? '', frame };
  if (headline === undefined) return { ...row, own: '(no stack)' };
  const background = backgroundOf(dump, group);
  if (background !== undefined) return { ...row, frame: undefined, own: nameOf(background.frame) };
  const { importPath } = parseSymbol(headline.function);
  const caller = stack.frames
    .slice(stack.frames.indexOf(headline) + 1)
    .find(
      (each) =>
        isUserCode(each) && !naming.isSkipped(each) && parseSymbol(each.function).importPath !== importPath,
    );
  const own = nameOf(headline);
  return caller === undefined || !isUserCode(headline)
    ? { ...row, own }
    : { ...row, own, additions: [{ kind: 'caller', text: nameOf(caller) }] };
}

/** The headline frame; if it is folded, the next one that is not. */
function unfolded(
  { headline, stack }: GoroutineGroup,
  { naming, isUserCode }: Context,
): StackFrame | undefined {
  if (headline === undefined || !naming.isFolded(headline)) return headline;
  const callers = stack.frames.slice(stack.frames.indexOf(headline) + 1);
  const frames = callers.filter((frame) => !naming.isFolded(frame));
  const next = headlineFrame({ frames, createdBy: undefined }, isUserCode);
  return next === undefined || next.function.startsWith('runtime.') ? headline : next;
}

/** Undefined for races and stacks that a logger wrote, which do not wait. */
function waitOf(
  goroutine: GoroutineIndex,
  { dump, waits }: Context,
): { readonly kind: WaitKind; readonly name: string } | undefined {
  const found = waits[sectionIndexOf(dump, goroutine)]?.(goroutine);
  const state = dump.states[dump.goroutines.state[goroutine]!]!;
  return found && { kind: found.kind, name: waitName(found.kind, state) };
}

/** `RWMutex of Hub`, or only `RWMutex` if the dump does not tell whose it is. */
function objectName(group: GoroutineGroup, context: Context): string {
  const kinds = new Set(group.members.flatMap((member) => waitOf(member, context)?.kind ?? []));
  const owner = context.ownerOf(group);
  const object = waitedObject(kinds) ?? 'object';
  return owner === undefined ? object : `${object} of ${owner}`;
}

/** The wait, if all goroutines of the group wait in the same way; else empty. */
function commonWait({ members }: GoroutineGroup, context: Context): string {
  const { stack, state } = context.dump.goroutines;
  const seen = new Set<number>();
  const names = new Set<string>();
  for (const member of members) {
    const pair = stack[member]! * context.dump.states.length + state[member]!;
    if (seen.has(pair)) continue;
    seen.add(pair);
    names.add(waitOf(member, context)?.name ?? '');
    if (names.size > 1) return '';
  }
  return [...names].join('');
}

/** What is added to the names of groups by a key, in this order. */
function aspectsOf(key: PartKey | undefined, { nameOf, isUserCode, naming }: Context): readonly Aspect[] {
  const lineAndFile = (frameOf: (group: GoroutineGroup) => StackFrame | undefined): readonly Aspect[] => [
    ({ group }) => [addition('line', frameOf(group)?.line)],
    ({ group }) => [addition('note', frameOf(group)?.file)],
  ];
  switch (key) {
    case 'creator':
      return lineAndFile(({ stack }) => stack.createdBy);
    case 'userFrame':
      return lineAndFile(({ headline }) => headline);
    case 'stack':
    case 'stackAndState':
    case 'functions':
      return [
        ({ group }) => callers(group, nameOf, isUserCode, naming).map(caller),
        ({ group }) =>
          distinct(
            group.stack.frames
              .slice(0, maxFrames)
              .filter((frame) => !naming.isSkipped(frame))
              .map(nameOf),
          ).map(caller),
        ({ group: { stack } }) => [addition('creator', stack.createdBy && nameOf(stack.createdBy))],
        ({ group: { headline, stack } }) =>
          framesOf(stack).map((frame) =>
            frame === headline ? addition('line', frame.line) : caller(`${nameOf(frame)}:${frame.line}`),
          ),
        ({ group: { states } }) => [addition('note', [...states.keys()].map(({ text }) => text).join(', '))],
        ({ group: { stack } }) =>
          framesOf(stack).map((frame) => addition('note', `${frame.function} ${frame.file}`)),
      ];
    case 'lock':
      return [({ group: { title } }) => [title === noObject ? undefined : addition('note', title)]];
    case 'state':
    case 'package':
    case 'label':
    case 'role':
    case undefined:
      return [];
  }
}

function addition(kind: Addition['kind'], text: string | number | undefined): Addition | undefined {
  return text === undefined || text === '' ? undefined : { kind, text: `${text}` };
}

function caller(text: string): Addition {
  return { kind: 'caller', text };
}

function framesOf({ frames, createdBy }: Stack): readonly StackFrame[] {
  return createdBy === undefined ? frames : [...frames, createdBy];
}

/** The functions of user code that called the headline function, nearest first. */
function callers(
  { headline, stack }: GoroutineGroup,
  nameOf: FunctionName,
  isUserCode: UserCode,
  naming: Naming,
): readonly string[] {
  const frames = stack.frames.slice(0, maxFrames);
  const start = headline === undefined ? 0 : frames.indexOf(headline);
  const [own, ...above] = frames.slice(start).filter(isUserCode);
  if (own === undefined) return [];
  return distinct([own, ...above.filter((frame) => !naming.isSkipped(frame))].map(nameOf)).slice(1);
}

/** Without a name that is the same as the one before it, as of a closure and the function around it. */
function distinct(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => name !== names[index - 1]);
}

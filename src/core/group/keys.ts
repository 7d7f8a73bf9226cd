import { fileAndLine } from '../go/paths';
import { parseSymbol } from '../go/symbol';
import type { UserCode } from '../go/userCode';
import type { Dump } from '../model/dump';
import type { GoroutineIndex } from '../model/goroutines';
import type { Label } from '../model/label';
import type { StackFrame } from '../model/stack';
import { headlineFrame } from './headline';
import { type ObjectAddresses, waitedObjects } from './waitedObjects';

/** What the goroutines of a group have in common. */
export type GroupKey =
  /** The sequence of `function@file:line` of the stack and of the created-by frame. */
  | 'stack'
  | 'stackAndState'
  /** The functions of the stack and the creator. They survive a rebuild, which moves lines. */
  | 'functions'
  /** The first frame in user code. */
  | 'userFrame'
  /** The `go` statement. */
  | 'creator'
  | 'state'
  /** The package of the first frame in user code. */
  | 'package'
  /** The pprof labels. */
  | 'label'
  /** The address of the lock or channel that the goroutine waits for. */
  | 'lock';

/** What the goroutines of a part of a group have in common. */
export type PartKey =
  | GroupKey
  /** What they do with the lock or channel that they wait for: its queued writers, its receivers. */
  | 'role';

/** All keys of groups, the default first. */
export const groupKeys: readonly GroupKey[] = [
  'stack',
  'stackAndState',
  'functions',
  'userFrame',
  'creator',
  'state',
  'package',
  'label',
  'lock',
];

/** What grouping needs besides the dump. */
export interface GroupContext {
  readonly isUserCode: UserCode;
  /** Only for the keys `lock` and `role`. */
  readonly objectAddresses?: ObjectAddresses;
}

/** The value of a key for one goroutine; `title` is for messages, undefined if the stack says it. */
export interface KeyValue {
  readonly value: string;
  readonly title: string | undefined;
}

type ValueOf = (goroutine: GoroutineIndex) => KeyValue;

/** Whether goroutines of the same stack have the same value of the key. */
export function isOfStack(key: PartKey): boolean {
  return ['stack', 'functions', 'userFrame', 'creator', 'package'].includes(key);
}

/**
 * Returns a function that computes the value of the key for a goroutine. Values that depend only on the stack are
 * computed once per stack.
 *
 * @throws for `lock` and `role` without addresses
 */
export function valueOf(key: PartKey, dump: Dump, context: GroupContext): ValueOf {
  const { goroutines } = dump;
  const ofStack = (make: (stack: number) => KeyValue): ValueOf => {
    const made: (KeyValue | undefined)[] = [];
    return (goroutine) => {
      const stack = goroutines.stack[goroutine]!;
      return (made[stack] ??= make(stack));
    };
  };
  const headline = (stack: number) => headlineFrame(dump.stacks[stack]!, context.isUserCode);
  const titled = (title: string): KeyValue => ({ value: title, title });

  switch (key) {
    case 'stack':
      return ofStack((stack) => untitled(stackText(dump, stack, locationText)));
    case 'stackAndState': {
      const stacks = ofStack((stack) => untitled(stackText(dump, stack, locationText)));
      return (goroutine) => {
        const state = dump.states[goroutines.state[goroutine]!]!.text;
        return { value: `${state}\n${stacks(goroutine).value}`, title: undefined };
      };
    }
    case 'functions':
      return ofStack((stack) => untitled(stackText(dump, stack, (frame) => frame.function)));
    case 'userFrame':
      return ofStack((stack) => {
        const frame = headline(stack);
        return frame === undefined ? titled('no frames') : untitled(locationText(frame));
      });
    case 'creator':
      return ofStack((stack) => {
        const creator = dump.stacks[stack]!.createdBy;
        if (creator === undefined) return { value: '', title: 'no creator' };
        const location = fileAndLine(creator.file, creator.line);
        return {
          value: locationText(creator),
          title: `created by ${creator.function}${location && ` at ${location}`}`,
        };
      });
    case 'state':
      return (goroutine) => titled(dump.states[goroutines.state[goroutine]!]!.text);
    case 'package':
      return ofStack((stack) => {
        const frame = headline(stack);
        return titled(
          frame === undefined ? 'no frames' : parseSymbol(frame.function).importPath || 'no package',
        );
      });
    case 'label':
      return (goroutine) => titled(labelText(dump.labels[goroutines.labels[goroutine]!]!) || 'no labels');
    case 'lock': {
      const objectOf = waitedObjects(dump, addressesIn(context));
      return (goroutine) => {
        const object = objectOf(goroutine);
        return titled(object === undefined ? noObject : `0x${object.address.toString(16)}`);
      };
    }
    case 'role': {
      const objectOf = waitedObjects(dump, addressesIn(context));
      return (goroutine) => titled(objectOf(goroutine)?.role ?? noObject);
    }
  }
}

/** The title of all goroutines for which `waitedObjects` knows none. */
export const noObject = 'no lock or shared channel known';

function addressesIn({ objectAddresses }: GroupContext): ObjectAddresses {
  if (objectAddresses === undefined) throw new Error('Groups by lock need the addresses.');
  return objectAddresses;
}

/** Labels as text: `job: resize, user: 7`. */
export function labelText(labels: readonly Label[]): string {
  return labels.map(({ key, value }) => `${key}: ${value}`).join(', ');
}

function untitled(value: string): KeyValue {
  return { value, title: undefined };
}

function locationText(frame: StackFrame): string {
  return `${frame.function}@${frame.file}:${frame.line}`;
}

function stackText(dump: Dump, index: number, text: (frame: StackFrame) => string): string {
  const { frames, createdBy } = dump.stacks[index]!;
  return `${frames.map(text).join('\n')}\ncreated by ${createdBy === undefined ? '' : text(createdBy)}`;
}

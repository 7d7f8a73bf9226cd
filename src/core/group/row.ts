import type { StackFrame } from '../model/stack';
import { numberText } from '../text/numbers';
import type { GoroutineGroup } from './groupDump';

/** What is added to the name of a row so that it differs from another one. */
export interface Addition {
  readonly kind: 'line' | 'caller' | 'creator' | 'note';
  readonly text: string;
}

/** A group and the parts of its name. */
export interface Row {
  readonly group: GoroutineGroup;
  /** What the goroutines do now; empty if that is not known, or not the same for all of them. */
  readonly wait: string;
  /** The name of a function, or of what the goroutines have in common. */
  readonly own: string;
  /** The frame that names the group, if that is not its headline frame. */
  readonly frame: StackFrame | undefined;
  /** In the order in which they were added. */
  readonly additions: readonly Addition[];
  /** Whether what was added comes before the name, because a narrow list would cut it off. */
  readonly isTurned: boolean;
  /** Distinguishes groups that differ in nothing else; undefined for the first of them. */
  readonly number: number | undefined;
}

/**
 * The name: `broadcastToStream ← worker, created by schedule`. Turned, it is `by schedule → worker → broadcastToStream`: first
 * who started the goroutine, then each caller, and at last what it does now.
 */
export function nameOfRow({ own, additions, isTurned, number }: Row): string {
  const texts = (wanted: Addition['kind']) =>
    additions.filter(({ kind }) => kind === wanted).map(({ text }) => text);
  const name = [own, ...texts('line').map((line) => `:${line}`)].join('');
  const [callers, creators, notes] = [texts('caller'), texts('creator'), texts('note')];
  if (isTurned) {
    const path = [...creators.map((text) => `by ${text}`), ...callers.toReversed(), name].join(' → ');
    const first = number === undefined ? notes : [`(${number})`, ...notes];
    return [...(first.length === 0 ? [] : [first.join(', ')]), path].join(' · ');
  }
  const path = [name, ...callers].join(' ← ');
  const all = [path, ...creators.map((text) => `created by ${text}`), ...notes].join(', ');
  return number === undefined ? all : `${all} (${number})`;
}

/** What no two rows of a list have in common. */
export function wholeName(row: Row): string {
  return afterWait(row, nameOfRow(row));
}

/** A name after its wait, as rows show them: `chan send · Broadcast`. */
export function afterWait({ wait }: Pick<Row, 'wait'>, name: string): string {
  return wait === '' ? name : `${wait} · ${name}`;
}

/** The number of characters before the wait: `820 × `. */
export function countLength({ group }: Row): number {
  return numberText(group.fullCount).length + ' × '.length;
}

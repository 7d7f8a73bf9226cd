import {
  goroutineAt,
  goroutineId,
  type GoroutineIndex,
  goroutineWithId,
  isRuntimeFrame,
  labelText,
  type StackFrame,
} from '../../core';
import type { GoroutineItem, GroupFrame } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';

export function frameItem(document: GroupedDump, frame: StackFrame): GroupFrame {
  const { function: name, file, line } = frame;
  const userCode = document.isUserCode(frame);
  return {
    function: name,
    file,
    line,
    userCode,
    ...(!userCode && isRuntimeFrame(frame) && { runtime: true }),
  };
}

export function goroutineItem(document: GroupedDump, index: GoroutineIndex): GoroutineItem {
  const { goroutines: columns, states, labels } = document.dump;
  const id = goroutineId(columns, index);
  return {
    ...(id === undefined ? {} : { id }),
    ...(columns.count[index] === 1 ? {} : { count: columns.count[index]! }),
    ...positionOf(document, columns.line[index]!),
    state: states[columns.state[index]!]!.text,
    waitMinutes: columns.waitMinutes[index]!,
    labels: labels[columns.labels[index]!]!.map((label) => labelText([label])),
  };
}

/** The position of a line in the document; without the column if it is 0. */
export function positionOf(
  document: GroupedDump,
  at: number,
): { readonly line: number; readonly character?: number } {
  const { line, character } = document.position(at);
  return character === 0 ? { line } : { line, character };
}

/** The goroutine at a position of the document; undefined between goroutines. */
export function goroutineOf(
  document: GroupedDump,
  { line, character = 0 }: { readonly line: number; readonly character?: number },
): GoroutineIndex | undefined {
  return goroutineAt(document.dump, document.textPosition({ line, character }).line);
}

/** The goroutine if it has the id, else another one with the id. */
export function withId(
  { dump }: GroupedDump,
  goroutine: GoroutineIndex | undefined,
  id: number | undefined,
): GoroutineIndex | undefined {
  if (id === undefined) return goroutine;
  const hasId = goroutine !== undefined && goroutineId(dump.goroutines, goroutine) === id;
  return hasId ? goroutine : goroutineWithId(dump, id, goroutine);
}

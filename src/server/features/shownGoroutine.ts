import { goroutineAt, goroutineId, type GoroutineIndex, goroutineWithId } from '../../core';
import { dedupView, fileGoroutine } from '../../protocol';
import type { DumpDocument } from '../dumps/dumpDocument';
import type { DumpStore } from '../dumps/dumpStore';
import type { GroupedDump } from '../dumps/groupedDump';

/** A goroutine in the dump that has all goroutines of its process. */
export interface ShownGoroutine {
  readonly dump: GroupedDump;
  readonly index: GoroutineIndex;
}

/**
 * The goroutine at a zero-based line of the document's dump. A deduplicated document, and one that shows a single goroutine
 * of a file, have only some of the goroutines; then it is the one in the dump that they were made from.
 *
 * @param id of the goroutine, if it is another one that the line names
 */
export function shownGoroutine(
  document: DumpDocument,
  line: number,
  dumps: DumpStore,
  id?: number,
): ShownGoroutine | undefined {
  const own = goroutineAt(document.dump, line);
  const ofFile = fileGoroutine(document.uri);
  if (ofFile !== undefined) {
    const dump = dumps.get(ofFile.dump);
    if (dump !== undefined) return withId(dump, id ?? ofFile.id, goroutineAt(dump.dump, ofFile.line));
  }
  const from = dumps.dedupedFrom(document);
  if (dedupView(document.uri) === undefined || from === document) return withId(document, id, own);
  const ownId = own === undefined ? undefined : goroutineId(document.dump.goroutines, own);
  const wanted = id ?? ownId;
  return wanted === undefined ? withId(document, undefined, own) : withId(from, wanted, undefined);
}

/** The goroutine with the id in the process of `near`; `near` itself without an id. */
function withId(dump: GroupedDump, id: number | undefined, near: GoroutineIndex | undefined) {
  const index = id === undefined ? near : goroutineWithId(dump.dump, id, near);
  return index === undefined ? undefined : { dump, index };
}

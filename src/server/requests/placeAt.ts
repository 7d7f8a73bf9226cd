import { sectionOf } from '../../core';
import { dedupView, fileGoroutine, type GroupAtParams } from '../../protocol';
import type { DumpStore } from '../dumps/dumpStore';
import type { GroupOfSection } from './dedupGroups';
import { groupsWithLenses } from './groupsWithLenses';
import { goroutineOf, positionOf } from './items';

/**
 * Where in its group a goroutine of a document is. Null outside goroutines, and where a lens of the document already says so:
 * above the first goroutine of a group, in a deduplicated document, and in that of a single goroutine.
 */
export function placeAt(dumps: DumpStore, { uri, key, ...position }: GroupAtParams) {
  const document = dumps.documents.get(uri);
  if (document === undefined || dedupView(uri) !== undefined || fileGoroutine(uri) !== undefined) return null;
  const index = goroutineOf(document, position);
  if (index === undefined || sectionOf(document.dump, index)?.kind === 'races') return null;
  const headers = document.dump.goroutines.line;
  const header = positionOf(document, headers[index]!);
  // A line may contain a whole dump.
  const isThere = ({ group }: GroupOfSection) =>
    positionOf(document, headers[group.members[0]!]!).line === header.line;
  if (groupsWithLenses(document).some(isThere)) return null;
  const members = document.groupOf(index, key)?.members ?? [];
  return { ...header, place: members.indexOf(index) + 1, count: members.length };
}

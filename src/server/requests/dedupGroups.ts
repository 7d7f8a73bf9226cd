import type { GoroutineGroup } from '../../core';
import { fileGoroutine } from '../../protocol';
import type { DedupedDumps } from '../dumps/dumpStore';
import type { GroupedDump } from '../dumps/groupedDump';
import { sectionsInDump } from './dedupSections';
import { goroutineOf, withId } from './items';

/** A group of goroutines with the same stack. */
export interface GroupOfSection {
  readonly group: GoroutineGroup;
  /** Undefined if all sections are shown as one. */
  readonly section: number | undefined;
}

/** A group in the dump that a document was made from. */
export interface GroupInDump {
  readonly dump: GroupedDump;
  readonly group: GoroutineGroup;
  /** Index in the members of the goroutine that the document shows; absent if it shows all groups. */
  readonly shown?: number;
}

/**
 * Maps the groups of a document to those of the dump that it was made from, if it is a deduplicated document or shows only
 * one goroutine of a file. A group that the dump does not have maps to itself.
 */
export function groupsInDump(
  document: GroupedDump,
  dumps: DedupedDumps,
): (shown: GroupOfSection) => GroupInDump {
  const one = goroutineInFile(document, dumps);
  if (one !== undefined) return () => one;
  const dump = dumps.dedupedFrom(document);
  if (dump === document) return ({ group }) => ({ dump, group });
  const sectionInDump = sectionsInDump(document, dump);
  const bySection = new Map<number | undefined, ReadonlyMap<string, GoroutineGroup>>();
  return ({ group, section }) => {
    let groups = bySection.get(section);
    if (groups === undefined) {
      groups = new Map(dump.groups('stack', sectionInDump(section)).map((each) => [each.id, each]));
      bySection.set(section, groups);
    }
    const same = groups.get(group.id);
    return same === undefined ? { dump: document, group } : { dump, group: same };
  };
}

/** The goroutine of a document that shows only this one, while the dump of its file is open. */
function goroutineInFile(document: GroupedDump, dumps: DedupedDumps): GroupInDump | undefined {
  const place = fileGoroutine(document.uri);
  const dump = place && dumps.get(place.dump);
  if (place === undefined || dump === undefined) return undefined;
  const index = withId(dump, goroutineOf(dump, place), place.id);
  const group = index === undefined ? undefined : dump.groupOf(index);
  return group && { dump, group, shown: group.members.indexOf(index!) };
}

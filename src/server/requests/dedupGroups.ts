import type { GoroutineGroup } from '../../core';
import type { DedupedDumps } from '../dumps/dumpStore';
import type { GroupedDump } from '../dumps/groupedDump';
import { sectionsInDump } from './dedupSections';

/** A group of goroutines with the same stack. */
export interface GroupOfSection {
  readonly group: GoroutineGroup;
  /** Undefined if all sections are shown as one. */
  readonly section: number | undefined;
}

/** A group in the dump that a deduplicated document was made from. */
export interface GroupInDump {
  readonly dump: GroupedDump;
  readonly group: GoroutineGroup;
}

/** Maps the groups of a deduplicated document to those of its dump. A group that the dump does not have maps to itself. */
export function groupsInDump(
  document: GroupedDump,
  dumps: DedupedDumps,
): (shown: GroupOfSection) => GroupInDump {
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

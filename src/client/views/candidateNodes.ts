import type { CandidatesNode, GroupNode } from './nodes';

/** The node of the groups that may hold the lock that a group waits for, if there are any. */
export function candidatesOf(parent: GroupNode): readonly CandidatesNode[] {
  const { id, uri, group } = parent;
  if (group.mayHold === undefined) return [];
  return [{ kind: 'candidates', id: `${id}/mayHold`, uri, parent, groups: group.mayHold }];
}

export function childrenOfCandidates(parent: CandidatesNode): readonly GroupNode[] {
  const { id, uri, groups } = parent;
  const { of } = parent.parent;
  return groups.map((group) => ({ kind: 'group', id: `${id}/${group.id}`, uri, parent, of, group }));
}

import { dedupText, filterGroups, type GoroutineGroup } from '../../core';
import { dedupView, type GroupsParams } from '../../protocol';
import type { GroupedDump } from '../groupedDump';

/** The deduplicated text of all dumps of a document, or of one. */
export function dedup(document: GroupedDump, params: GroupsParams): { text: string } {
  const isOne = document.dump.sections.length === 1;
  const parts = shownParts(document, params).map(({ scope, groups }) => {
    const section = scope ?? (isOne ? 0 : undefined);
    return { ...(section === undefined ? {} : { section }), groups };
  });
  return { text: dedupText(document.dump, parts, document.lineAt) };
}

/**
 * Tells of the scopes of a deduplicated document which ones of the dump they were that it was made from; undefined where
 * that cannot be told, because the dump has been edited.
 */
export function sourceScopes(
  document: GroupedDump,
  source: GroupedDump,
): (scope: number | undefined) => number | undefined {
  const view = dedupView(document.uri);
  if (view === undefined || source === document) return (scope) => scope;
  const { scopes } = document;
  const shown = shownParts(source, view);
  return (scope) => (shown.length === scopes.length ? shown[scopes.indexOf(scope)]?.scope : undefined);
}

function shownParts(
  document: GroupedDump,
  { dump, key, filter, order }: Omit<GroupsParams, 'uri'>,
): readonly { readonly scope: number | undefined; readonly groups: readonly GoroutineGroup[] }[] {
  return (dump === undefined ? document.scopes : [dump])
    .map((scope) => {
      const groups = filterGroups(document.dump, document.groups(key, scope), filter ?? {}, order);
      return { scope, groups };
    })
    .filter(({ groups }) => groups.length > 0);
}

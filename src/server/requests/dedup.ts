import type { CancellationToken } from 'vscode-languageserver';
import {
  countGroups,
  type DedupSection,
  dedupText,
  hiddenAmong,
  leftOutText,
  order,
  regroup,
  selectionText,
  sumCounts,
} from '../../core';
import type { GroupsParams, ShownCounts } from '../../protocol';
import { type GroupedDump, keysOf } from '../dumps/groupedDump';
import { Turns } from '../turns';
import { selectedGroups } from './selected';

/** The deduplicated text of all dumps of a document, or of one. It has each stack once, with any group key. */
export async function dedup(
  document: GroupedDump,
  params: GroupsParams,
  token: CancellationToken,
): Promise<{ text: string }> {
  const sections = params.section === undefined ? document.shownSections : [params.section];
  const parts = sections.map((section) => dedupPart(document, params, section));
  const turns = new Turns(token);
  const text = await dedupText(
    document.dump,
    parts.map(({ part }) => part),
    async (from, to) => {
      await turns.next();
      return document.readLines(from, to, token);
    },
  );
  const { filter = {} } = params;
  const hidden = parts.flatMap((part) => part.hidden);
  const leftOut = leftOutText(sumCounts(parts.map(({ counts }) => counts)));
  // A reader of the text, which may be saved, must know that it is not the whole dump.
  return {
    text:
      leftOut === ''
        ? text
        : `Filtered: ${leftOut} are left out. ${selectionText({ ...filter, hidden })}\n\n${text}`,
  };
}

function dedupPart(
  document: GroupedDump,
  { key = 'stack', filter = {} }: GroupsParams,
  section: number | undefined,
): { readonly part: DedupSection; readonly counts: ShownCounts; readonly hidden: readonly string[] } {
  const { dump, isUserCode } = document;
  const byStack = document.groups('stack', section);
  const selected = selectedGroups(document, { section, key, filter });
  const shown = key === 'stack' ? selected : regroup(dump, byStack, selected, isUserCode);
  const index = section ?? (dump.sections.length === 1 ? 0 : undefined);
  return {
    part: { ...(index !== undefined && { section: index }), groups: order(shown) },
    counts: { shown: countGroups(dump, shown), all: countGroups(dump, byStack) },
    hidden: hiddenAmong(document.groups(keysOf(key)[0], section), filter),
  };
}

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { countText, type Creation, type GoroutineIndex, numberText, shortName } from '../../core';
import type { Feature, ServerContext } from '../context';
import type { GroupedDump } from '../dumps/groupedDump';
import { elementAt } from './elementAt';
import { shownGoroutine } from './shownGoroutine';
import { clipped, shortTitle, type Title, title } from './title';

/** Who created whom as a call hierarchy: callers are creators, and what is called was created. Items are groups by stack. */
export const callHierarchyFeature: Feature = {
  capabilities: { callHierarchyProvider: true },
  register(context) {
    const { connection } = context;
    connection.languages.callHierarchy.onPrepare(
      context.forDump(null, (document, { position }) => {
        const element = elementAt(document, position);
        const { line } = document.textPosition(position);
        const id = element?.kind === 'goroutine' ? element.id : undefined;
        const found = shownGoroutine(document, line, context.dumps, id);
        return found === undefined ? null : [groupItem(found.dump, found.index)];
      }),
    );
    connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
      context.guarded([], () => withMembers(item, context, incomingCalls)),
    );
    connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
      context.guarded([], () => withMembers(item, context, outgoingCalls)),
    );
  },
};

/** Items below another one at most, and goroutines of an item that are marked in the text. */
const maxItems = 500;
const maxRanges = 100;

/** What an item stands for: the group of a goroutine, or the place where goroutines were created. */
interface ItemData {
  readonly uri: string;
  /** The first goroutine of the group; absent if the creators have ended. */
  readonly goroutine?: GoroutineIndex;
}

function withMembers<Call>(
  { data, ...item }: CallHierarchyItem,
  { dumps }: ServerContext,
  calls: (dump: GroupedDump, members: readonly GoroutineIndex[], range: Range) => Call[],
): Call[] {
  const { uri, goroutine } = data as ItemData;
  const dump = dumps.get(uri);
  // The dump may have been closed, or changed.
  const group = goroutine === undefined ? undefined : dump?.creatorsNear(goroutine).groupOf(goroutine);
  return dump === undefined || group === undefined ? [] : calls(dump, group.members, item.selectionRange);
}

function incomingCalls(dump: GroupedDump, members: readonly GoroutineIndex[]): CallHierarchyIncomingCall[] {
  const creations = dump.creatorsNear(members[0]!).creatorsOf(members).slice(0, maxItems);
  return creations.map((creation) => {
    const { creators, created, from, basis } = creation;
    if (from === undefined) return { from: endedItem(dump, creation), fromRanges: rangesOf(dump, created) };
    const some = creators.length < from.members.length ? `${numberText(creators.length)} of these ` : '';
    const verb = basis === 'id' ? 'created' : 'may have created';
    const detail = title`${some}${verb} ${countText(creation.count, 'goroutine')}`;
    return { from: groupItem(dump, creators[0]!, detail), fromRanges: rangesOf(dump, creators) };
  });
}

function outgoingCalls(
  dump: GroupedDump,
  members: readonly GoroutineIndex[],
  range: Range,
): CallHierarchyOutgoingCall[] {
  const creations = dump.creatorsNear(members[0]!).createdBy(members).slice(0, maxItems);
  return creations.map(({ created, count, to, basis }) => {
    const all = count === to.count ? numberText(count) : `${numberText(count)} of ${numberText(to.count)}`;
    const detail = title`${all} ${basis === 'id' ? 'created' : 'perhaps created'} by these`;
    const first = dump.locationOf(created[0]!);
    // The ranges are in the document of the creator, which shows nothing else if the dump is in a large file.
    const isSame = first.uri === dump.locationOf(members[0]!).uri;
    return {
      to: groupItem(dump, created[0]!, detail),
      fromRanges: isSame ? rangesOf(dump, created) : [range],
    };
  });
}

/** The group of a goroutine, at the goroutine. */
function groupItem(dump: GroupedDump, goroutine: GoroutineIndex, detail?: Title): CallHierarchyItem {
  const { uri, position } = dump.locationOf(goroutine);
  const group = dump.creatorsNear(goroutine).groupOf(goroutine)!;
  const { wait, name } = dump.rowName(goroutine);
  const row = [wait, name].filter(Boolean).join(' · ');
  const range = { start: position, end: position };
  const data: ItemData = { uri: dump.uri, goroutine };
  return {
    name: title`${numberText(group.count)} × ${row}`,
    kind: SymbolKind.Function,
    detail: detail ?? clipped(''),
    uri,
    range,
    selectionRange: range,
    data,
  };
}

/** Creators that are not in the dump any more, at the first goroutine that they created. */
function endedItem(dump: GroupedDump, { frame, created, count, basis }: Creation): CallHierarchyItem {
  const { uri, position } = dump.locationOf(created[0]!);
  const range = { start: position, end: position };
  const why = basis === 'id' ? 'has ended' : 'not on any stack';
  const data: ItemData = { uri: dump.uri };
  return {
    name: shortName(frame.function) === '' ? clipped('(no name)') : shortTitle(frame.function),
    kind: SymbolKind.Event,
    detail: title`created ${countText(count, 'goroutine')} · ${why}`,
    uri,
    range,
    selectionRange: range,
    data,
  };
}

/** The headers of goroutines in the document of the first one. */
function rangesOf(dump: GroupedDump, goroutines: readonly GoroutineIndex[]): Range[] {
  const locations = goroutines.slice(0, maxRanges).map((index) => dump.locationOf(index));
  return locations
    .filter(({ uri }) => uri === locations[0]!.uri)
    .map(({ position }) => ({ start: position, end: position }));
}

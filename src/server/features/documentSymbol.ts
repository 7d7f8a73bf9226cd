import {
  type CancellationToken,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Range,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import {
  countText,
  goroutineId,
  type GoroutineGroup,
  type GoroutineIndex,
  numberText,
  type Section,
  sectionTitle,
} from '../../core';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { isAfter } from '../positions';
import { inTurns } from '../turns';
import { clipped, shortTitle, stateAndWait } from './wording';

export const documentSymbolFeature: Feature = {
  capabilities: { documentSymbolProvider: true },
  register(context) {
    context.connection.onDocumentSymbol(
      context.forDump<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
        [],
        async (document, _, token) => {
          const symbols = await documentSymbols(document, token);
          const isTree = context.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
          return isTree ? symbols : flatSymbols(document.uri, symbols);
        },
      ),
    );
  },
};

/** Nobody reads a longer outline, and it slows the editor down. */
const symbolsShown = 5000;
const goroutinesOfGroup = 200;

/**
 * The groups, largest first, with their goroutines as children. If the document has several dumps, the groups are children
 * of the dumps.
 */
export async function documentSymbols(
  document: DumpDocument,
  token: CancellationToken,
): Promise<DocumentSymbol[]> {
  const [first, ...others] = document.shownSections;
  const room = Math.floor(symbolsShown / (1 + others.length));
  const groups = (section: number | undefined) =>
    groupSymbols(document, inTurns(document.groups('stack', section), token), room);
  if (first === undefined) return groups(undefined);
  const symbols: DocumentSymbol[] = [];
  for (const [index, section] of document.dump.sections.entries()) {
    symbols.push(sectionSymbol(document, section, index, await groups(index)));
  }
  return symbols;
}

function sectionSymbol(
  document: DumpDocument,
  section: Section,
  index: number,
  children: DocumentSymbol[],
): DocumentSymbol {
  const { titleLine, goroutines, firstGoroutine, goroutineCount: count } = section;
  const first = wholeLine(document, titleLine);
  // The lines after the last goroutine may be those of another service.
  const endLine = count === 0 ? 0 : document.dump.goroutines.endLine[firstGoroutine + count - 1]!;
  const last = wholeLine(document, Math.max(titleLine, endLine - 1));
  return {
    name: clipped(sectionTitle(section, index)),
    detail: countText(goroutines, 'goroutine'),
    kind: SymbolKind.Namespace,
    range: [last, ...children.map(({ range }) => range)].reduce(spanning, first),
    selectionRange: first,
    children,
  };
}

async function groupSymbols(
  document: DumpDocument,
  groups: AsyncIterable<GoroutineGroup>,
  shown: number,
): Promise<DocumentSymbol[]> {
  const symbols: DocumentSymbol[] = [];
  let room = shown;
  for await (const group of groups) {
    if (room <= 0) break;
    room--;
    const isAlone = group.members.length === 1;
    const members = isAlone ? [] : group.members.slice(0, Math.min(goroutinesOfGroup, room));
    room -= members.length;
    const name = group.headline === undefined ? 'no frames' : shortTitle(group.headline.function);
    symbols.push({
      name: group.count > 1 ? `${numberText(group.count)} × ${name}` : name,
      detail: clipped(stateAndWait(group)),
      kind: SymbolKind.Class,
      // Ends with the members that are shown: an editor attributes the lines of the range to this group.
      ...ranges(document, group.members[0]!, lastContiguous(members.length > 0 ? members : group.members)),
      children: members.map((member) => goroutineSymbol(document, member)),
    });
  }
  return symbols;
}

/** Flattens the symbols for a client without hierarchical symbols. */
export function flatSymbols(uri: string, symbols: readonly DocumentSymbol[]): SymbolInformation[] {
  const flat = ({ name, kind, range }: DocumentSymbol, container?: DocumentSymbol): SymbolInformation => ({
    name,
    kind,
    location: { uri, range },
    ...(container === undefined ? {} : { containerName: container.name }),
  });
  const all = (symbol: DocumentSymbol, container?: DocumentSymbol): SymbolInformation[] => [
    flat(symbol, container),
    ...(symbol.children ?? []).flatMap((child) => all(child, symbol)),
  ];
  return symbols.flatMap((symbol) => all(symbol));
}

function goroutineSymbol(document: DumpDocument, index: GoroutineIndex): DocumentSymbol {
  const { goroutines, states } = document.dump;
  const id = goroutineId(goroutines, index);
  return {
    name: id === undefined ? 'stack' : `goroutine ${id}`,
    detail: clipped(states[goroutines.state[index]!]!.text),
    kind: SymbolKind.Method,
    ...ranges(document, index, index),
  };
}

/** The last member if the members are contiguous, else the first: the range of a group contains no other group. */
function lastContiguous(members: readonly GoroutineIndex[]): GoroutineIndex {
  const first = members[0]!;
  const last = members.at(-1)!;
  return last - first === members.length - 1 ? last : first;
}

/** Range from the header of `from`, which is the selection range, to the end of `to`. */
function ranges(
  document: DumpDocument,
  from: GoroutineIndex,
  to: GoroutineIndex,
): { range: Range; selectionRange: Range } {
  const { line, endLine } = document.dump.goroutines;
  const header = line[from]!;
  const last = endLine[to]! - 1;
  const selectionRange = wholeLine(document, header);
  return { range: spanning(selectionRange, wholeLine(document, last)), selectionRange };
}

/** The smallest range that contains both. Their order in the document may differ from that in the dump's text. */
function spanning(one: Range, other: Range): Range {
  return {
    start: isAfter(one.start, other.start) ? other.start : one.start,
    end: isAfter(one.end, other.end) ? one.end : other.end,
  };
}

function wholeLine(document: DumpDocument, line: number): Range {
  return document.range(line, { start: 0, end: document.lineAt(line).length });
}

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
  waitText,
} from '../../core';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { isAfter } from '../positions';
import { inTurns } from '../turns';
import { clipped, shortTitle, type Title, title } from './title';

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

/** A longer outline is not worth reading, and slows the editor down. */
const maxSymbols = 5000;

/**
 * The goroutines, in the order of the dump. If the document has several dumps, the goroutines are children of the
 * dumps.
 *
 * Groups are not symbols: the goroutines of a group are scattered over the text, but the range of a symbol must contain
 * the ranges of its children, because editors find the symbol of a line by ranges (breadcrumbs, sticky scroll).
 */
export async function documentSymbols(
  document: DumpDocument,
  token: CancellationToken,
): Promise<DocumentSymbol[]> {
  const [first, ...others] = document.shownSections;
  const limit = Math.floor(maxSymbols / (1 + others.length));
  const goroutines = async (section: number | undefined) => {
    const groups = document.groups('stack', section);
    const shown = await goroutineSymbols(document, shownGoroutines(groups, limit), token);
    const all = groups.reduce((count, { members }) => count + members.length, 0);
    const last = shown.at(-1);
    return all > shown.length && last ? [...shown, leftOutSymbol(all - shown.length, last)] : shown;
  };
  if (first === undefined) return goroutines(undefined);
  const symbols: DocumentSymbol[] = [];
  for (const [index, section] of document.dump.sections.entries()) {
    symbols.push(sectionSymbol(document, section, index, await goroutines(index)));
  }
  return symbols;
}

interface TitledSymbol extends DocumentSymbol {
  readonly name: Title;
  readonly detail: Title;
}

function sectionSymbol(
  document: DumpDocument,
  section: Section,
  index: number,
  children: DocumentSymbol[],
): TitledSymbol {
  const { titleLine, goroutines, firstGoroutine, goroutineCount: count } = section;
  const first = wholeLine(document, titleLine);
  // The lines after the last goroutine may be those of another service.
  const endLine = count === 0 ? 0 : document.dump.goroutines.endLine[firstGoroutine + count - 1]!;
  const last = wholeLine(document, Math.max(titleLine, endLine - 1));
  return {
    name: clipped(sectionTitle(section, index)),
    detail: title`${countText(goroutines, 'goroutine')}`,
    kind: SymbolKind.Namespace,
    range: [last, ...children.map(({ range }) => range)].reduce(spanning, first),
    selectionRange: first,
    children,
  };
}

interface GoroutineOfGroup {
  readonly index: GoroutineIndex;
  readonly group: GoroutineGroup;
}

/** The first goroutine of each group, then others up to the limit; sorted in the order of the dump. */
function shownGoroutines(groups: readonly GoroutineGroup[], limit: number): readonly GoroutineOfGroup[] {
  const firsts = groups.map((group) => ({ index: group.members[0]!, group }));
  const others = groups.flatMap((group) => group.members.slice(1).map((index) => ({ index, group })));
  others.sort((one, other) => one.index - other.index);
  return [...firsts, ...others].slice(0, limit).sort((one, other) => one.index - other.index);
}

async function goroutineSymbols(
  document: DumpDocument,
  goroutines: readonly GoroutineOfGroup[],
  token: CancellationToken,
): Promise<DocumentSymbol[]> {
  const symbols: DocumentSymbol[] = [];
  for await (const goroutine of inTurns(goroutines, token))
    symbols.push(goroutineSymbol(document, goroutine));
  return symbols;
}

/** Says that the outline ends here. It leads to the line after the last goroutine that the outline has. */
function leftOutSymbol(count: number, { range: { end } }: DocumentSymbol): TitledSymbol {
  const after = { line: end.line + 1, character: 0 };
  const range = { start: after, end: after };
  return {
    name: title`${countText(count, 'goroutine')} left out`,
    detail: title`the outline has at most ${numberText(maxSymbols)}`,
    kind: SymbolKind.Null,
    range,
    selectionRange: range,
    children: [],
  };
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

function goroutineSymbol(document: DumpDocument, { index, group }: GoroutineOfGroup): TitledSymbol {
  const { goroutines, states } = document.dump;
  const id = goroutineId(goroutines, index);
  const count = goroutines.count[index]!;
  const wait = goroutines.waitMinutes[index]!;
  const name = group.headline === undefined ? 'no frames' : shortTitle(group.headline.function);
  const before = count > 1 ? `${numberText(count)} × ` : id === undefined ? '' : `goroutine ${id}: `;
  const details = [
    states[goroutines.state[index]!]!.text,
    waitText({ min: wait, max: wait }),
    group.count > count ? `one of ${numberText(group.count)} with this stack` : '',
  ];
  const selectionRange = wholeLine(document, goroutines.line[index]!);
  return {
    name: title`${before}${name}`,
    detail: clipped(details.filter(Boolean).join(', ')),
    kind: SymbolKind.Function,
    range: spanning(selectionRange, wholeLine(document, goroutines.endLine[index]! - 1)),
    selectionRange,
  };
}

/** The smallest range that contains both. The document may have them in another order than the dump's text. */
function spanning(one: Range, other: Range): Range {
  return {
    start: isAfter(one.start, other.start) ? other.start : one.start,
    end: isAfter(one.end, other.end) ? one.end : other.end,
  };
}

function wholeLine(document: DumpDocument, line: number): Range {
  return document.range(line, { start: 0, end: document.lineAt(line).length });
}

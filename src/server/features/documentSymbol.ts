import { type DocumentSymbol, type Range, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { GoroutineIndex } from '../../core';
import type { DumpDocument } from '../dumps';
import { clipped, shortTitle, stateCounts, waitText } from './wording';

/** An outline longer than this is not read, and slows the editor down. */
const symbolsShown = 5000;
const goroutinesOfGroup = 200;

/** The groups, largest first, and below each its goroutines. */
export function documentSymbols(document: DumpDocument): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  let room = symbolsShown;
  for (const group of document.groups()) {
    if (room <= 0) break;
    room--;
    const isAlone = group.members.length === 1;
    const members = isAlone ? [] : group.members.slice(0, Math.min(goroutinesOfGroup, room));
    room -= members.length;
    const name = group.headline === undefined ? 'no frames' : shortTitle(group.headline.function);
    symbols.push({
      name: group.count > 1 ? `${group.count} × ${name}` : name,
      detail: clipped([stateCounts(group), waitText(group)].filter(Boolean).join(', ')),
      kind: SymbolKind.Class,
      ...ranges(document, group.members[0]!, lastBeside(group.members)),
      children: members.map((member) => goroutineSymbol(document, member)),
    });
  }
  return symbols;
}

/** The same for an editor that has no tree. */
export function flatSymbols(uri: string, symbols: readonly DocumentSymbol[]): SymbolInformation[] {
  const flat = ({ name, kind, range }: DocumentSymbol, container?: DocumentSymbol): SymbolInformation => ({
    name,
    kind,
    location: { uri, range },
    ...(container === undefined ? {} : { containerName: container.name }),
  });
  return symbols.flatMap((group) => [
    flat(group),
    ...(group.children ?? []).map((goroutine) => flat(goroutine, group)),
  ]);
}

function goroutineSymbol(document: DumpDocument, index: GoroutineIndex): DocumentSymbol {
  const { goroutines, states } = document.dump;
  return {
    name: `goroutine ${goroutines.id[index]!}`,
    detail: clipped(states[goroutines.state[index]!]!.text),
    kind: SymbolKind.Method,
    ...ranges(document, index, index),
  };
}

/** The last member where nothing stands between them; else the first: the range of a group holds no other group. */
function lastBeside(members: readonly GoroutineIndex[]): GoroutineIndex {
  const first = members[0]!;
  const last = members.at(-1)!;
  return last - first === members.length - 1 ? last : first;
}

/** From one goroutine's header, which is what is selected, to the end of the same or a later one. */
function ranges(
  document: DumpDocument,
  from: GoroutineIndex,
  to: GoroutineIndex,
): { range: Range; selectionRange: Range } {
  const { line, endLine } = document.dump.goroutines;
  const header = line[from]!;
  const last = endLine[to]! - 1;
  const wholeLine = (line: number) => document.range(line, { start: 0, end: document.lineAt(line).length });
  const selectionRange = wholeLine(header);
  return { range: { start: selectionRange.start, end: wholeLine(last).end }, selectionRange };
}

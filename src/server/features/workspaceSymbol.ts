import { type CancellationToken, SymbolKind, type SymbolInformation } from 'vscode-languageserver';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { inTurns } from '../turns';
import { clipped, shortTitle } from './title';

export const workspaceSymbolFeature: Feature = {
  capabilities: { workspaceSymbolProvider: true },
  register(context) {
    context.connection.onWorkspaceSymbol(({ query }, token) =>
      context.guarded([], () => workspaceSymbols(context.dumps.dumpDocuments, query, token)),
    );
  },
};

const maxSymbols = 500;

/** The functions on the stacks of all open dumps whose names contain the letters of the query in this order. */
export async function workspaceSymbols(
  documents: readonly DumpDocument[],
  query: string,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  const letters = query.toLowerCase();
  const matches = (name: string) => isSubsequence(letters, name.toLowerCase());
  const found: SymbolInformation[] = [];
  for (const document of documents) found.push(...(await functionsOf(document, matches, token)));
  return found.slice(0, maxSymbols);
}

/** Each function once, at its first occurrence. */
async function functionsOf(
  document: DumpDocument,
  matches: (name: string) => boolean,
  token: CancellationToken,
): Promise<readonly SymbolInformation[]> {
  const wanted = new Set(document.dump.frames.map((frame) => frame.function).filter(matches));
  const found: SymbolInformation[] = [];
  // The first goroutines of the groups contain all functions.
  const { line, endLine } = document.dump.goroutines;
  for await (const { members } of inTurns(document.groups(), token)) {
    if (wanted.size === 0 || found.length >= maxSymbols) break;
    for (const frame of document.framesBetween(line[members[0]!]! + 1, endLine[members[0]!]!)) {
      if (!wanted.delete(frame.name)) continue;
      const range = document.range(frame.functionLine, frame.nameSpan);
      const location = { uri: document.uri, range };
      found.push({
        name: shortTitle(frame.name),
        containerName: clipped(frame.name),
        kind: SymbolKind.Function,
        location,
      });
    }
  }
  return found;
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

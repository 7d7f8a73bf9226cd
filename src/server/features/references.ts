import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/dumpDocument';
import { elementAt } from './elementAt';
import { usesOf } from './uses';

export const referencesFeature: Feature = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  register(context) {
    context.connection.onReferences(
      context.forDump([], (document, { position }, token) => references(document, position, token)),
    );
    context.connection.onDocumentHighlight(
      context.forDump([], (document, { position }, token) => documentHighlights(document, position, token)),
    );
  },
};

/** All uses of the function, the file and line, or the address at the position. */
export async function references(
  document: DumpDocument,
  position: Position,
  token: CancellationToken,
): Promise<Location[]> {
  const element = elementAt(document, position);
  if (element === undefined) return [];
  return (await usesOf(document, element, token)).map((range) => ({ uri: document.uri, range }));
}

/** Editors request highlights on every move of the cursor, and show only the visible ones. */
const maxHighlights = 500;

export async function documentHighlights(
  document: DumpDocument,
  position: Position,
  token: CancellationToken,
): Promise<DocumentHighlight[]> {
  const element = elementAt(document, position);
  if (element === undefined) return [];
  const ranges = await usesOf(document, element, token, maxHighlights);
  return ranges.map((range) => ({ range, kind: DocumentHighlightKind.Text }));
}

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver';
import type { Feature } from '../context';
import type { DumpDocument } from '../dumps/documentDumps';
import { targetAt } from './target';
import { usesOf } from './uses';

export const referencesFeature: Feature = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  register(context) {
    context.connection.onReferences(
      context.forDump([], (document, { position }) => references(document, position)),
    );
    context.connection.onDocumentHighlight(
      context.forDump([], (document, { position }) => documentHighlights(document, position)),
    );
  },
};

/** All uses of the function, the file and line, or the address at the position. */
export function references(document: DumpDocument, position: Position): Location[] {
  const target = targetAt(document, position);
  return target === undefined ? [] : usesOf(document, target).map((range) => ({ uri: document.uri, range }));
}

/** Editors request highlights on every move of the cursor, and show only the visible ones. */
const highlightsShown = 500;

export function documentHighlights(document: DumpDocument, position: Position): DocumentHighlight[] {
  const target = targetAt(document, position);
  if (target === undefined) return [];
  return usesOf(document, target, highlightsShown).map((range) => ({
    range,
    kind: DocumentHighlightKind.Text,
  }));
}

import {
  BulkRegistration,
  type Connection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { SourceProvider } from '../ports/sourceProvider';

const go = 'go';

/** The open documents of the editor: dumps and Go files. The unsaved text of a Go file replaces the text on disk. */
export class EditorDocuments {
  /** By canonical uri. */
  private readonly goFiles = new Map<string, TextDocument>();

  /** @param onSourceChange called when a Go file is opened, edited or closed */
  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    onSourceChange: () => void,
  ) {
    documents.onDidChangeContent(({ document }) => {
      if (document.languageId !== go) return;
      this.goFiles.set(canonical(document.uri), document);
      onSourceChange();
    });
    documents.onDidClose(({ document }) => {
      if (this.goFiles.delete(canonical(document.uri))) onSourceChange();
    });
  }

  /** An open document that may contain a dump. */
  get(uri: string): TextDocument | undefined {
    const document = this.documents.get(uri);
    return document?.languageId === go ? undefined : document;
  }

  /** Uris of the open documents that may contain a dump. */
  keys(): readonly string[] {
    return this.documents.keys().filter((uri) => this.get(uri) !== undefined);
  }

  /** The text of an open Go file. */
  sourceText(uri: string): string | undefined {
    return this.goFiles.get(canonical(uri))?.getText();
  }
}

/** The provider's files, with the editor's text of those that are open. */
export function withOpenFiles(provider: SourceProvider, documents: EditorDocuments): SourceProvider {
  return {
    ...provider,
    readFile: async (uri) => documents.sourceText(uri) ?? provider.readFile(uri),
  };
}

/**
 * Asks the editor for the text of open Go files, but registers no features for them: a feature such as folding would
 * replace the editor's own.
 */
export async function syncGoFiles(connection: Connection): Promise<void> {
  const documentSelector = [{ language: go }];
  const registrations = BulkRegistration.create();
  registrations.add(DidOpenTextDocumentNotification.type, { documentSelector });
  registrations.add(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  registrations.add(DidCloseTextDocumentNotification.type, { documentSelector });
  await connection.client.register(registrations);
}

/** The uri with the escapes that this server uses; editors escape different characters. */
function canonical(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

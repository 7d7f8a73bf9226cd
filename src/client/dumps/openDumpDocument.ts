import { languages, type TextDocument, type Uri, workspace } from 'vscode';
import { languageId } from '../../protocol';

/** Opens a document as a dump before it is shown. Otherwise the user would be asked whether it is a dump. */
export async function openDumpDocument(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  return document.languageId === languageId
    ? document
    : languages.setTextDocumentLanguage(document, languageId);
}

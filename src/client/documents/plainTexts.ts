import { Disposable, languages, type Memento, type TextDocument, type Uri, workspace } from 'vscode';
import { languageId } from '../../protocol';
import { RememberedValues } from '../model/rememberedValues';

const plainTextsKey = 'plainTexts';

/** Files named like dumps of which the user has said that they are none. They stay plain text in this workspace. */
export class PlainTexts implements Disposable {
  private readonly remembered: RememberedValues<true>;
  /** Documents whose language is being changed by the user: VS Code closes them and opens them again. */
  private readonly changing = new Set<TextDocument>();
  private readonly listeners: Disposable;

  /** @param memory of the workspace */
  constructor(memory: Memento) {
    this.remembered = new RememberedValues(memory, plainTextsKey);
    this.listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => void this.look(document)),
      workspace.onDidCloseTextDocument((document) => {
        const isChange = workspace.textDocuments.includes(document);
        if (isChange && document.languageId !== languageId) this.changing.add(document);
      }),
    );
    for (const document of workspace.textDocuments) void this.look(document);
  }

  has({ uri }: TextDocument): boolean {
    return this.remembered.of(uri.toString()) !== undefined;
  }

  async add(document: TextDocument): Promise<void> {
    if (!document.isUntitled) await this.remembered.set(document.uri.toString(), true);
    await languages.setTextDocumentLanguage(document, 'plaintext');
  }

  /** The user wants to see the file as a dump after all. */
  async forget(uri: Uri): Promise<void> {
    await this.remembered.set(uri.toString(), undefined);
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private async look(document: TextDocument): Promise<void> {
    const isChosen = this.changing.delete(document);
    if (document.languageId !== languageId || !this.has(document)) return;
    if (isChosen) await this.forget(document.uri);
    else await languages.setTextDocumentLanguage(document, 'plaintext');
  }
}

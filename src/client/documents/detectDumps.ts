import {
  Disposable,
  languages,
  Position,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import { looksLikeDump } from '../../core';
import { languageId } from '../../protocol';
import { detectMode, setDetectMode } from '../settings';
import { DumpOffer } from './dumpOffer';
import type { PlainTexts } from './plainTexts';

/** Length of the text that is searched at the start and at the end of a document, in UTF-16 units. */
const searchedLength = 65_536;
/** In UTF-16 units. A longer insertion counts as pasted. */
const pasteSize = 200;

/** Offers to open a text that looks like a dump as one, when its editor is active, and once while it is open. */
export class DumpDetector implements Disposable {
  /** Uris of open documents that have been handled. */
  private readonly settled = new Set<string>();
  /** Uris that the user has accepted: they become dumps when they are opened again. */
  private readonly accepted = new Set<string>();
  private readonly offer = new DumpOffer();
  private readonly listeners: Disposable;

  constructor(private readonly plainTexts: PlainTexts) {
    this.listeners = Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined) void this.look(editor.document);
      }),
      workspace.onDidOpenTextDocument((document) => {
        if (document === window.activeTextEditor?.document) void this.look(document);
      }),
      workspace.onDidChangeTextDocument((event) => {
        if (isPaste(event)) void this.look(event.document);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.forget(document);
      }),
    );
    if (window.activeTextEditor !== undefined) void this.look(window.activeTextEditor.document);
  }

  dispose(): void {
    this.listeners.dispose();
    this.offer.dispose();
  }

  private async look(document: TextDocument): Promise<void> {
    const uri = document.uri.toString();
    const mode = detectMode(document.uri);
    if (mode === 'never' || this.settled.has(uri) || this.plainTexts.has(document)) return;
    if (!isCandidate(document) || !containsDump(document)) return;
    this.settled.add(uri);
    const isAccepted = this.accepted.has(uri) || (mode === 'ask' && (await this.ask(document)));
    if (isAccepted) this.accepted.add(uri);
    if (isAccepted || mode === 'always') await languages.setTextDocumentLanguage(document, languageId);
  }

  private async ask(document: TextDocument): Promise<boolean> {
    const answer = await this.offer.ask(document);
    if (answer === 'always' || answer === 'never') await setDetectMode(answer);
    return (answer === 'open' || answer === 'always') && !document.isClosed;
  }

  private forget(document: TextDocument): void {
    this.offer.withdraw(document);
    const uri = document.uri.toString();
    // Changing the language of a document also closes it, but it still exists.
    const isChange = workspace.textDocuments.includes(document);
    if (!isChange) this.settled.delete(uri);
    if (document.isUntitled || (isChange && document.languageId === languageId)) this.accepted.delete(uri);
  }
}

/** Whether the document begins or ends like a goroutine dump: the log of a killed process ends with one. */
export function containsDump(document: TextDocument): boolean {
  const last = document.lineAt(document.lineCount - 1).range.end;
  const firstPartEnd = document.positionAt(searchedLength);
  const parts = [new Range(new Position(0, 0), firstPartEnd)];
  if (firstPartEnd.isBefore(last)) {
    parts.push(new Range(document.positionAt(document.offsetAt(last) - searchedLength), last));
  }
  return parts.some((part) => looksLikeDump(document.getText(part)));
}

/** Whether the document is the user's own text, not an output channel or a version in Git. */
function isCandidate(document: TextDocument): boolean {
  if (document.isUntitled) return document.languageId !== languageId;
  const { scheme } = document.uri;
  const isFile = scheme !== 'git' && workspace.fs.isWritableFileSystem(scheme) !== undefined;
  return isFile && ['plaintext', 'log'].includes(document.languageId);
}

function isPaste({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  return document.isUntitled && contentChanges.some(({ text }) => text.length >= pasteSize);
}

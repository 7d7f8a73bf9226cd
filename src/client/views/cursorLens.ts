import {
  CodeLens,
  type CodeLensProvider,
  type Command,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type TextEditor,
  window,
} from 'vscode';
import isEqual from 'fast-deep-equal';
import { numberText } from '../../core';
import { commands, type GoroutinePlace, languageId, placeAtRequest } from '../../protocol';
import type { DumpServer } from '../connection/languageClient';
import { LatestRequest } from '../dumps/latestRequest';
import type { ViewStates } from '../dumps/viewStates';
import { onDidChangeShowsLenses, showsLenses } from '../settings';

/** The cursor rests if it has not moved for this time, in milliseconds. */
const restTime = 200;

interface PlaceInDocument {
  readonly uri: string;
  readonly version: number;
  readonly place: GoroutinePlace;
}

/** Lenses above the goroutine at the cursor: where in its group it is, and the way to its neighbors. */
export class CursorLens implements CodeLensProvider, Disposable {
  private shown: PlaceInDocument | undefined;
  private readonly latest = new LatestRequest();
  private readonly changed = new EventEmitter<void>();
  private readonly disposables: Disposable;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly server: DumpServer,
    private readonly views: ViewStates,
  ) {
    const lookSoon = () => {
      this.latest.soon(restTime, () => void this.look());
    };
    this.disposables = Disposable.from(
      languages.registerCodeLensProvider({ language: languageId }, this),
      window.onDidChangeTextEditorSelection(lookSoon),
      window.onDidChangeActiveTextEditor(lookSoon),
      server.onDidChangeDump(lookSoon),
      views.onDidChange(lookSoon),
      onDidChangeShowsLenses(lookSoon),
    );
    lookSoon();
  }

  provideCodeLenses({ uri, version }: TextDocument): CodeLens[] {
    if (this.shown?.uri !== uri.toString() || this.shown.version !== version) return [];
    const { line, character = 0 } = this.shown.place;
    const range = new Range(line, character, line, character);
    return commandsOf(this.shown).map((command) => new CodeLens(range, command));
  }

  dispose(): void {
    this.latest.dispose();
    this.disposables.dispose();
    this.changed.dispose();
  }

  private async look(): Promise<void> {
    const editor = window.activeTextEditor;
    // Another editor, e.g. with source beside the dump, leaves the lenses where they are.
    if (editor?.document.languageId !== languageId) return;
    const found = await this.latest.ask(async () => ({ place: await this.placeAt(editor) }));
    if (found === undefined || isEqual(found.place, this.shown)) return;
    this.shown = found.place;
    this.changed.fire();
  }

  /** Undefined also if the server fails, which the views tell the user. */
  private async placeAt({ document, selection }: TextEditor): Promise<PlaceInDocument | undefined> {
    if (!showsLenses()) return undefined;
    const { version } = document;
    const uri = document.uri.toString();
    const { line, character } = selection.active;
    const { key } = this.views.of(uri);
    const asked = this.server.request(placeAtRequest, { uri, line, character, key });
    const place = await asked.catch(() => null);
    return place === null ? undefined : { uri, version, place };
  }
}

function commandsOf({ uri, place: { line, character, place, count } }: PlaceInDocument): readonly Command[] {
  const args = [uri, line, ...(character === undefined ? [] : [character])];
  const to = (title: string, command: string): Command => ({ title, command, arguments: args });
  const others = [to('next', commands.nextGoroutine), to('previous', commands.previousGoroutine)];
  const text = count === 1 ? 'the only one of its group' : `${numberText(place)} of ${numberText(count)}`;
  return [
    to(text, commands.showInTree),
    ...(count === 1 ? [] : others),
    to('show in tree', commands.showInTree),
  ];
}

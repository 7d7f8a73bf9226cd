import {
  Disposable,
  type DecorationOptions,
  Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { numberText } from '../../core';
import type { Duplicates } from '../../protocol';

/** What is said of the goroutines of a document, by the line of their header. */
interface Notes {
  readonly version: number;
  readonly byLine: ReadonlyMap<number, string>;
}

/** Says beside the header of a folded goroutine of whom it is a copy. */
export class FoldedCopies implements Disposable {
  private readonly notes = new WeakMap<TextDocument, Notes>();
  private readonly decoration = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2ch' },
  });
  private readonly disposables: Disposable;

  constructor() {
    this.disposables = Disposable.from(
      this.decoration,
      // Folding scrolls, too: the ranges exclude what is folded.
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.decorate(textEditor);
      }),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.decorate(editor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of window.visibleTextEditors)
          if (editor.document === document) this.decorate(editor);
      }),
    );
  }

  /** Sets what is known of the document's goroutines. */
  set(document: TextDocument, { copies }: Pick<Duplicates, 'copies'>): void {
    const byLine = new Map<number, string>();
    for (const { of, count, lines } of copies) {
      const which = of === undefined ? 'as the first' : `as goroutine ${of}`;
      lines.forEach((line, index) => {
        byLine.set(line, `same stack ${which}, ${numberText(index + 2)} of ${numberText(count)}`);
      });
    }
    this.notes.set(document, { version: document.version, byLine });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private decorate(editor: TextEditor): void {
    const notes = this.notes.get(editor.document);
    if (notes === undefined) return;
    // After an edit, the lines may be those of other goroutines.
    const isCurrent = notes.version === editor.document.version;
    editor.setDecorations(this.decoration, isCurrent ? folded(editor, notes) : []);
  }
}

/**
 * Something is folded below each visible range but the last one, which ends where the editor ends. If a goroutine above that
 * end is folded, the one at the end is, too.
 */
function folded({ document, visibleRanges }: TextEditor, { byLine }: Notes): readonly DecorationOptions[] {
  const ends = visibleRanges.map(({ end }) => end.line);
  const isFolded = ends.length > 1 && byLine.has(ends.at(-2)!);
  return (isFolded ? ends : ends.slice(0, -1)).flatMap((line) => {
    const contentText = byLine.get(line);
    if (contentText === undefined) return [];
    const at = document.lineAt(line).range.end;
    return { range: new Range(at, at), renderOptions: { after: { contentText } } };
  });
}

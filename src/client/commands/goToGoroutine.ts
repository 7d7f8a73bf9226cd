import {
  Position,
  type QuickPickItem,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  window,
} from 'vscode';
import { shortName, waitText } from '../../core';
import { findGoroutineRequest } from '../../protocol';
import type { FoundGoroutine } from '../model/answers';
import { labelText, messageText } from '../text/sinks';
import { errorText, format, joined } from '../text/untrusted';
import { revealGoroutine } from './revealGoroutine';
import type { Services } from './services';

const maxShown = 50;

interface Item extends QuickPickItem {
  readonly goroutine: FoundGoroutine;
}

/**
 * Asks for the id of a goroutine of the active dump, and goes there. Shows the goroutine that is chosen in the list before
 * the user accepts it, if an editor has the whole dump.
 */
export function goToGoroutine({ server, list, dumps }: Services) {
  return (): void => {
    const { dump } = list;
    if (dump === undefined) return;
    const { uri } = dump;
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    const before = editor?.selection;
    const input = window.createQuickPick<Item>();
    let isAccepted = false;
    let asked = 0;

    const ask = async (text: string) => {
      const number = ++asked;
      const digits = text.replace(/\D/g, '');
      // Enter must not choose one that has other digits.
      input.items = [];
      input.busy = true;
      const { total, goroutines } = await server.request(findGoroutineRequest, {
        uri,
        digits,
        limit: maxShown,
      });
      if (number !== asked) return;
      input.busy = false;
      input.items = goroutines.map(itemOf);
      const more = total > goroutines.length ? `: the first ${maxShown} of ${total}` : '';
      input.title = total === 0 ? 'Go to Goroutine: none has an ID like this' : `Go to Goroutine${more}`;
    };
    const preview = (item: Item | undefined) => {
      if (item === undefined || editor === undefined || input.value === '') return;
      const { line, character = 0 } = item.goroutine;
      const start = editor.document.validatePosition(new Position(line, character));
      select(editor, new Selection(start, start));
    };

    input.title = 'Go to Goroutine';
    input.placeholder = 'ID of a goroutine, e.g. 54';
    const show = (text: string) => {
      ask(text).catch((error: unknown) => {
        input.hide();
        showError(error);
      });
    };
    input.onDidChangeValue(show);
    input.onDidChangeActive(([item]) => {
      preview(item);
    });
    input.onDidAccept(() => {
      const [item] = input.activeItems;
      if (item === undefined) return;
      isAccepted = true;
      input.hide();
      const { line, character = 0, id } = item.goroutine;
      revealGoroutine(dumps, { uri, line, character }, id).catch(showError);
    });
    input.onDidHide(() => {
      asked++; // an answer that is still to come is for nobody
      input.dispose();
      if (!isAccepted && editor !== undefined && before !== undefined) select(editor, before);
    });
    input.show();
    show('');
  };
}

function showError(error: unknown): void {
  void window.showErrorMessage(messageText(errorText(error)));
}

function select(editor: TextEditor, selection: Selection): void {
  editor.selection = selection;
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

function itemOf(goroutine: FoundGoroutine): Item {
  const { id, state, waitMinutes, function: symbol, dump } = goroutine;
  const wait = waitText({ min: waitMinutes, max: waitMinutes });
  return {
    label: `goroutine ${id ?? ''}`,
    description: labelText(joined([state, wait, format(shortName, symbol)], ' · ')),
    ...(dump && { detail: labelText(dump) }),
    alwaysShow: true,
    goroutine,
  };
}

import { window } from 'vscode';
import type { Services } from './services';

/** Pause in typing after which the tree is filtered, in milliseconds. */
const typingPause = 150;

/** Asks the user for a text. Filters the tree while the user types, and restores the filter if the user cancels. */
export function filterByText({ list, states }: Services) {
  return (): void => {
    const { dump } = list;
    if (dump === undefined) return;
    const before = dump.view.text;
    let accepted = false;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const show = (text: string) => {
      clearTimeout(pause);
      if (text !== states.of(dump.uri).text) states.update(dump.uri, { text });
    };

    const input = window.createInputBox();
    input.title = 'Filter by Text';
    input.placeholder = 'Part of a function, file, state or label';
    input.value = before;
    input.onDidChangeValue((text) => {
      clearTimeout(pause);
      pause = setTimeout(show, typingPause, text);
    });
    input.onDidAccept(() => {
      accepted = true;
      show(input.value);
      input.hide();
    });
    input.onDidHide(() => {
      if (!accepted) show(before);
      input.dispose();
    });
    input.show();
  };
}

import { window } from 'vscode';
import type { Services } from './services';

/** Takes back the last change of the hidden groups in this session. */
export function undoHide({ list, states }: Services) {
  return (): void => {
    const isUndone = list.dump !== undefined && states.undoHiding(list.dump.uri);
    if (!isUndone) window.setStatusBarMessage('Nothing to undo', 4000);
  };
}

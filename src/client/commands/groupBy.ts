import { window } from 'vscode';
import { groupKeys } from '../../core';
import type { Services } from './services';
import { keyText } from '../words/wording';

/** Lets the user choose the key of the groups. */
export function groupBy({ list, states }: Services) {
  return async (): Promise<void> => {
    const { dump } = list;
    if (dump === undefined) return;
    const items = groupKeys.map((key) => ({
      ...keyText(key),
      key,
      description: key === dump.view.key ? 'current' : '',
    }));
    const chosen = await window.showQuickPick(items, {
      title: 'Group By',
      placeHolder: 'Choose what the goroutines of a group have in common',
      matchOnDetail: true,
    });
    if (chosen !== undefined) states.update(dump.uri, { key: chosen.key });
  };
}

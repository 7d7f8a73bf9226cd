import { window } from 'vscode';
import { classText, countText, type StateClass } from '../../core';
import type { Services } from './services';
import { classIcon } from '../views/classIcon';

/** Lets the user choose the state classes to show. Choosing all or none shows all. */
export function filterByClass({ list, states }: Services) {
  return async (): Promise<void> => {
    const { dump } = list;
    if (dump === undefined) return;
    const counts = Object.entries(dump.summary.classes) as [StateClass, number][];
    counts.sort((a, b) => b[1] - a[1]);
    const items = counts.map(([stateClass, count]) => ({
      label: classText(stateClass),
      description: countText(count, 'goroutine'),
      iconPath: classIcon(stateClass),
      picked: dump.view.classes.length === 0 || dump.view.classes.includes(stateClass),
      stateClass,
    }));
    const chosen = await window.showQuickPick(items, {
      canPickMany: true,
      title: 'Filter by State Class',
      placeHolder: 'Choose what the goroutines are doing',
    });
    if (chosen === undefined) return;
    const classes = chosen.length === items.length ? [] : chosen.map(({ stateClass }) => stateClass);
    states.update(dump.uri, { classes });
  };
}

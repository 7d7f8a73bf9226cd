import { type QuickPickItem, type QuickPickOptions, window } from 'vscode';

/** Lets the user choose among items, of which the current one is marked. */
export async function chooseCurrent<Value>(
  items: readonly (QuickPickItem & { readonly value: Value })[],
  current: Value,
  options: QuickPickOptions,
): Promise<Value | undefined> {
  const marked = items.map((item) => ({ ...item, description: item.value === current ? 'current' : '' }));
  return (await window.showQuickPick(marked, options))?.value;
}

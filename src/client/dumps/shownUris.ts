import { type Disposable, TabInputText, TabInputTextDiff, window } from 'vscode';
import { dumpUriOf } from '../../protocol';

/** Uris of the documents in tabs, and of the dumps that deduplicated documents were made from. */
export function shownUris(): ReadonlySet<string> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const uris = tabs.flatMap(({ input }) => {
    if (input instanceof TabInputText) return [input.uri.toString()];
    return input instanceof TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
  });
  return new Set(uris.flatMap((uri) => [uri, dumpUriOf(uri)]));
}

/** Longer than VS Code takes to tell its tabs to extensions, in milliseconds. */
const patience = 2000;

/** Resolves when extensions know the tabs of the window: a little after it has opened, if it has any. */
export async function tabsAreKnown(): Promise<void> {
  if (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) return;
  let listener: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    listener = window.tabGroups.onDidChangeTabs(() => {
      resolve();
    });
    timer = setTimeout(resolve, patience);
  });
  listener?.dispose();
  clearTimeout(timer);
}

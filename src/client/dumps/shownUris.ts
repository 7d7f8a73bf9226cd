import { TabInputText, TabInputTextDiff, window } from 'vscode';
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

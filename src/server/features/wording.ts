import { type GoroutineGroup, shortName, statesText, visibleText, waitText } from '../../core';

/** `812 semacquire, 8 runnable, 3–36 min`: the states of a group and how long it waits. */
export function stateAndWait({ states, waitMinutes }: GoroutineGroup): string {
  const counts = Array.from(states, ([state, count]) => [state.text, count] as const);
  return [statesText(counts), waitText(waitMinutes)].filter(Boolean).join(', ');
}

/** The name of a function without the folders of its package; never blank, and short enough for the screen. */
export function shortTitle(name: string): string {
  return clipped(shortName(name).trim() || name.trim() || '(no name)');
}

const titleLength = 200;

/** Makes a title of text from a dump or repository: one line, clipped, and without `$(name)`, which VS Code shows as an icon. */
export function clipped(text: string): string {
  const start = visibleText(text.slice(0, titleLength)).replaceAll('$(', '$ (');
  return text.length > titleLength ? `${start}…` : start;
}

/** The path of a uri relative to one of the folders, which have no trailing slash; else its file name. */
export function relativePath(uri: string, folders: readonly string[]): string {
  const folder = folders.find((root) => uri.startsWith(`${root}/`));
  const path = folder === undefined ? uri.slice(uri.lastIndexOf('/') + 1) : uri.slice(folder.length + 1);
  return clipped(decodeURIComponent(path));
}

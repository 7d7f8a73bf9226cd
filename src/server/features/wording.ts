import { shortName, visibleText } from '../../core';

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

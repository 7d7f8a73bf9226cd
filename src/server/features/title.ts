import { shortName, visibleText } from '../../core';

declare const brand: unique symbol;

/**
 * The title of a lens or the name of a symbol: one line, clipped, and without `$(name)`, which VS Code shows as an
 * icon.
 */
export type Title = string & { readonly [brand]: 'Title' };

/** Makes a title. Each string among the values is clipped. */
export function title(strings: TemplateStringsArray, ...values: readonly (string | number | Title)[]): Title {
  return String.raw({ raw: strings }, ...values.map((value) => clipped(String(value)))) as Title;
}

/** The name of a function without the folders of its package; never blank, and short enough for the screen. */
export function shortTitle(name: string): Title {
  return clipped(shortName(name).trim() || name.trim() || '(no name)');
}

const titleLength = 200;

/** Makes a title of text from a dump or repository. @param maxLength in UTF-16 units */
export function clipped(text: string, maxLength = titleLength): Title {
  const start = visibleText(text.slice(0, maxLength)).replaceAll('$(', '$ (');
  return (text.length > maxLength ? `${start}…` : start) as Title;
}

/** The path of a uri relative to one of the folders, which have no trailing slash; else its file name. */
export function relativePath(uri: string, folders: readonly string[]): Title {
  const folder = folders.find((root) => uri.startsWith(`${root}/`));
  const path = folder === undefined ? uri.slice(uri.lastIndexOf('/') + 1) : uri.slice(folder.length + 1);
  return clipped(decodeURIComponent(path));
}

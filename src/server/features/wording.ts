import { type GoroutineGroup, shortName, visibleText } from '../../core';

/** `812 semacquire, 8 runnable`, or only the state if all goroutines have the same. */
export function stateCounts({ states }: GoroutineGroup): string {
  if (states.size === 1) return [...states.keys()][0]!.text;
  const counts = [...states].sort((a, b) => b[1] - a[1]);
  return counts.map(([state, count]) => `${count} ${state.text}`).join(', ');
}

/** `3–36 min`, `up to 36 min` or `36 min`; empty if no wait is printed. */
export function waitText({ waitMinutes: { min, max } }: GoroutineGroup): string {
  if (max === 0) return '';
  if (min === 0) return `up to ${max} min`;
  return min === max ? `${max} min` : `${min}–${max} min`;
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

export function goroutineCount(count: number): string {
  return count === 1 ? '1 goroutine' : `${count.toLocaleString('en')} goroutines`;
}

import { type Uri, window } from 'vscode';

const extensions = ['dump', 'goroutines', 'gostack', 'txt', 'log', 'gz', 'pb', 'pprof'];

/** Asks the user for files that may contain goroutines; none if the user cancels. */
export async function chooseFiles(title: string): Promise<readonly Uri[]> {
  const files = await window.showOpenDialog({
    canSelectMany: true,
    title,
    openLabel: 'Open',
    filters: {
      'Goroutine dumps and profiles': extensions,
      'All files': ['*'],
    },
  });
  return files ?? [];
}

import { type Disposable, FileDecoration, ThemeColor, Uri, window } from 'vscode';

const scheme = 'goroutine-library-frame';

/** A tree item with this `resourceUri` is shown as a library frame. */
export const libraryFrameUri = Uri.from({ scheme, path: '/' });

/** Dims library frames in the tree, so that user code stands out. Its color is in package.json, and that in dumps, too. */
export function decorateLibraryFrames(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) =>
      uri.scheme === scheme
        ? new FileDecoration(undefined, undefined, new ThemeColor('goroutineDump.libraryForeground'))
        : undefined,
  });
}

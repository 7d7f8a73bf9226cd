import { type Disposable, FileDecoration, ThemeColor, Uri, window } from 'vscode';

const scheme = 'goroutine-library-frame';

/** A tree item with this as its `resourceUri` is drawn as a frame that is not the user's own. */
export const libraryFrameUri = Uri.from({ scheme, path: '/' });

/** Dims library frames in the tree, so that the user's own stand out. */
export function decorateLibraryFrames(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) =>
      uri.scheme === scheme
        ? new FileDecoration(undefined, undefined, new ThemeColor('descriptionForeground'))
        : undefined,
  });
}

import { ProgressLocation, window } from 'vscode';
import { groupsViewId } from './groupsView';

/** In milliseconds: longer work shows its progress in the view, and can be cancelled. */
const visibleAfter = 300;
const cancellableAfter = 2000;

/** Shows the progress of long work in the view, with a button to cancel it. */
export async function showLongWork<T>(work: Promise<T>, cancel: () => void): Promise<T> {
  const inView = setTimeout(() => {
    void window.withProgress({ location: { viewId: groupsViewId } }, () => work);
  }, visibleAfter);
  const withButton = setTimeout(() => {
    const title = 'Reading the goroutine dump…';
    void window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title },
      (_, token) => {
        token.onCancellationRequested(cancel);
        return work;
      },
    );
  }, cancellableAfter);
  try {
    return await work;
  } finally {
    clearTimeout(inView);
    clearTimeout(withButton);
  }
}

import { ProgressLocation, window } from 'vscode';
import { groupsViewId } from './groupsView';

/** Milliseconds after which work shows in the view, and after which it can be cancelled. */
const visibleAfter = 300;
const cancellableAfter = 2000;

/** Shows progress in the view once the work takes long, and then also with a button to cancel it. */
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

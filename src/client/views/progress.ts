import { ProgressLocation, window } from 'vscode';
import type { LongWork } from '../dumps/groupList';

/** In milliseconds. Longer work shows its progress in the view and, after `cancellableAfter`, can be cancelled. */
const visibleAfter = 300;
const cancellableAfter = 2000;

/**
 * Shows progress in a view if the work takes long and, if it takes longer, a notification with a button to cancel it.
 *
 * @param title says what the work is
 */
export function longWorkIn(viewId: string, title: string): LongWork {
  return async (work, cancel) => {
    const inView = setTimeout(() => {
      void window.withProgress({ location: { viewId } }, () => work);
    }, visibleAfter);
    const withButton = setTimeout(() => {
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
  };
}

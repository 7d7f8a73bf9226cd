import { CancellationError, type CancellationToken } from 'vscode';
import { errorText, type UntrustedText } from '../text/untrusted';

/** How a request ended. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: UntrustedText };

/** Waits for a request until it ends or is cancelled, even if the server continues to work on it. Never rejects. */
export async function answerOf<T>(request: Promise<T>, token: CancellationToken): Promise<Answer<T>> {
  const cancelled = new Promise<Answer<T>>((resolve) => {
    token.onCancellationRequested(() => {
      resolve({ kind: 'cancelled' });
    });
  });
  try {
    return await Promise.race([cancelled, request.then((answer) => ({ kind: 'answered', answer }) as const)]);
  } catch (error) {
    if (token.isCancellationRequested || error instanceof CancellationError) return { kind: 'cancelled' };
    return { kind: 'failed', message: errorText(error) };
  }
}

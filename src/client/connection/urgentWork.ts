import type { Middleware } from 'vscode-languageclient';

/**
 * Work that the user waits for. Until it is done, requests of editors for what they show beside the text wait: the answers,
 * such as an outline of thousands of goroutines, keep the window busy for longer than they take to compute.
 */
export class UrgentWork {
  private readonly running = new Set<Promise<unknown>>();

  async first<Result>(work: Promise<Result>): Promise<Result> {
    this.running.add(work);
    try {
      return await work;
    } finally {
      this.running.delete(work);
    }
  }

  /** Makes the requests for lenses, symbols, folding ranges and colors wait. The middleware may handle those for lenses. */
  before({ provideCodeLenses, ...others }: Middleware): Middleware {
    const later = async <Result>(request: () => Result): Promise<Awaited<Result>> => {
      while (this.running.size > 0) await Promise.allSettled([...this.running]);
      return await request();
    };
    return {
      ...others,
      provideCodeLenses: (document, token, next) =>
        later(() => provideCodeLenses?.(document, token, next) ?? next(document, token)),
      provideDocumentSymbols: (document, token, next) => later(() => next(document, token)),
      provideFoldingRanges: (document, context, token, next) => later(() => next(document, context, token)),
      provideDocumentRangeSemanticTokens: (document, range, token, next) =>
        later(() => next(document, range, token)),
    };
  }
}

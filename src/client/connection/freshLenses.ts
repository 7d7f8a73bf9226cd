import { CancellationError, type CodeLens, type TextDocument } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** The lenses of one answer to a code lens request. */
interface Batch {
  isOutdated: boolean;
}

/**
 * Refuses to resolve lenses that a newer answer has replaced. VS Code writes the command of such a late answer into the
 * new lens, treats the lens as resolved, and disposes of the command: a click then says “Actual command not found”
 * (CodeLensWidget.updateCommands in codelensWidget.ts; microsoft/vscode#226936). Ours would often be late: they wait
 * until the workspace is indexed, after which all lenses are requested again.
 */
export function freshLenses(): Middleware {
  const newest = new WeakMap<TextDocument, Batch>();
  const batchOf = new WeakMap<CodeLens, Batch>();
  return {
    async provideCodeLenses(document, token, next) {
      const lenses = await next(document, token);
      const batch = { isOutdated: false };
      const previous = newest.get(document);
      if (previous !== undefined) previous.isOutdated = true;
      newest.set(document, batch);
      for (const lens of lenses ?? []) batchOf.set(lens, batch);
      return lenses;
    },
    async resolveCodeLens(lens, token, next) {
      const resolved = await next(lens, token);
      if (batchOf.get(lens)?.isOutdated) throw new CancellationError();
      return resolved;
    },
  };
}

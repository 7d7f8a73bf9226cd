import { CancellationError, type CodeLens, type TextDocument } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** The lenses of one answer to VS Code's question for a document's lenses. */
interface Batch {
  isOutdated: boolean;
}

/**
 * Refuses to resolve lenses of which a newer version has been provided meanwhile. VS Code writes the command of such a
 * late answer into the new lens, takes that for resolved, and disposes of the command: a click then says “Actual command
 * not found” (CodeLensWidget.updateCommands in codelensWidget.ts; microsoft/vscode#226936). Ours would often be late:
 * they wait until the workspace is indexed, after which all lenses are asked for anew.
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

import { l10n, Position, Range, TextEditorRevealType, Uri, ViewColumn, window, workspace } from 'vscode';
import { resolveRequest } from '../../protocol';
import type { Services } from '../services';
import { headlineOf, type RaceNode } from '../views/nodes';

/** Shows the source of both accesses of a data race side by side. */
export function compareAccesses({ server }: Services) {
  return async ({ uri, race }: RaceNode): Promise<void> => {
    const accesses = race.stacks.filter(({ role }) => role === 'access').slice(0, 2);
    const columns = [ViewColumn.One, ViewColumn.Two];
    for (const [index, access] of accesses.entries()) {
      const frame = headlineOf(access);
      const { targets } =
        frame === undefined ? { targets: [] } : await server.request(resolveRequest, { uri, frame });
      const [target] = targets;
      if (target === undefined) {
        window.setStatusBarMessage(l10n.t('No source found for {0}', access.title), 4000);
        continue;
      }
      const document = await workspace.openTextDocument(Uri.parse(target.uri, true));
      const position = document.validatePosition(new Position(target.line - 1, 0));
      const selection = new Range(position, position);
      const viewColumn = columns[index]!;
      const editor = await window.showTextDocument(document, { viewColumn, selection, preview: false });
      editor.revealRange(selection, TextEditorRevealType.InCenter);
    }
  };
}

import { l10n, ViewColumn, window } from 'vscode';
import { resolveRequest } from '../../protocol';
import type { Services } from '../services';
import type { RaceNode } from '../views/nodes';
import { revealLine } from './revealLine';

/** Shows the source of both accesses of a data race side by side. */
export function compareAccesses({ server }: Services) {
  return async ({ uri, race }: RaceNode): Promise<void> => {
    const accesses = race.stacks.filter(({ role }) => role === 'access').slice(0, 2);
    const columns = [ViewColumn.One, ViewColumn.Two];
    for (const [index, access] of accesses.entries()) {
      const frame = access.headline;
      const { targets } =
        frame === undefined ? { targets: [] } : await server.request(resolveRequest, { uri, frame });
      const [target] = targets;
      if (target === undefined) {
        window.setStatusBarMessage(l10n.t('No source found for {0}', access.title), 4000);
        continue;
      }
      await revealLine(target.uri, target.line - 1, 0, columns[index]);
    }
  };
}

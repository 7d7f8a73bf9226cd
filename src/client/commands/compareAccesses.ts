import { ViewColumn, window } from 'vscode';
import { resolveRequest } from '../../protocol';
import type { Services } from './services';
import { messageText } from '../text/sinks';
import { untrusted } from '../text/untrusted';
import type { RaceNode } from '../views/nodes';
import { revealLine } from './revealLine';
import { type NotFound, showNotFound } from './showNotFound';

/** Shows the source of both accesses of a data race side by side. */
export function compareAccesses({ server }: Services) {
  return async ({ uri, race }: RaceNode): Promise<void> => {
    const accesses = race.stacks.filter(({ role }) => role === 'access').slice(0, 2);
    const columns = [ViewColumn.One, ViewColumn.Two];
    const notFound: NotFound[] = [];
    for (const [index, { headline: frame, title }] of accesses.entries()) {
      if (frame === undefined) {
        void window.showInformationMessage(messageText(untrusted`The report has no stack for “${title}”.`));
        continue;
      }
      const resolution = await server.request(resolveRequest, { uri, frame });
      const [target] = resolution.targets;
      if (target === undefined) notFound.push({ frame, resolution });
      else await revealLine(target.uri, target.line - 1, 0, { column: columns[index] });
    }
    if (notFound.length > 0) await showNotFound(notFound);
  };
}

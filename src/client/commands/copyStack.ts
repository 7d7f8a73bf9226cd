import { env, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { readHeader } from '../../core';
import { groupAtRequest, stackTextRequest } from '../../protocol';
import type { Services } from '../services';
import type { Node } from '../views/nodes';
import { groupsOf, placeOf } from './place';

/** Copies a goroutine as it stands in the dump: the cursor's, that of the tree, or the first of each group. */
export function copyStack(services: Services) {
  return async (node?: Node, selected?: readonly Node[]): Promise<void> => {
    const texts = await textsOf(services, node, selected);
    if (texts.length === 0) return;
    await env.clipboard.writeText(`${texts.join('\n\n')}\n`);
    window.setStatusBarMessage(l10n.t('Stack copied'), 4000);
  };
}

async function textsOf(
  services: Services,
  node?: Node,
  selected?: readonly Node[],
): Promise<readonly string[]> {
  const { server, list } = services;
  if (node === undefined) {
    const place = placeOf();
    const found = place && (await server.request(groupAtRequest, place));
    return found ? [await goroutineText(place.uri, found.goroutine.line)] : [];
  }
  if (node.kind === 'goroutine') return [await goroutineText(node.uri, node.goroutine.line)];
  const groups = await groupsOf(services, node, selected);
  const key = list.dump && { key: list.dump.view.key };
  const texts = await Promise.all(
    groups.map(({ id }) => server.request(stackTextRequest, { uri: node.uri, ...key, groupId: id })),
  );
  return texts.filter((text) => text !== null).map((text) => text.trimEnd());
}

/** The goroutine from its header to the next one's, without blank lines at the end. */
async function goroutineText(uri: string, line: number): Promise<string> {
  const document: TextDocument = await workspace.openTextDocument(Uri.parse(uri, true));
  const lines = [document.lineAt(line).text];
  for (let next = line + 1; next < document.lineCount; next++) {
    const { text } = document.lineAt(next);
    if (text === '' || readHeader(text) !== undefined) break;
    lines.push(text);
  }
  return lines.join('\n').trimEnd();
}

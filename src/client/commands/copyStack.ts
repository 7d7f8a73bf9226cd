import { env, type Uri, window } from 'vscode';
import { stackTextRequest, type StackTextParams } from '../../protocol';
import type { Services } from './services';
import type { Node } from '../views/nodes';
import { unchangedText } from '../text/sinks';
import { givenRow, groupsOf, positionIn } from './dumpPosition';

/** Copies the text of the goroutine at the cursor or in the tree, or of the first goroutine of each group. */
export function copyStack(services: Services) {
  return async (given?: Node | Uri, selected?: readonly Node[]): Promise<void> => {
    const node = givenRow(given);
    const wanted = await goroutinesToCopy(services, node, selected);
    const texts = await Promise.all(
      wanted.map((params) => services.server.request(stackTextRequest, params)),
    );
    const found = texts.filter((text) => text !== null);
    if (found.length === 0) {
      window.setStatusBarMessage('No goroutine to copy', 4000);
      return;
    }
    await env.clipboard.writeText(found.map(unchangedText).join('\n'));
    window.setStatusBarMessage('Stack copied', 4000);
  };
}

async function goroutinesToCopy(
  services: Services,
  node?: Node,
  selected?: readonly Node[],
): Promise<readonly StackTextParams[]> {
  if (node === undefined) {
    const position = positionIn();
    return position === undefined ? [] : [position];
  }
  const { uri } = node;
  if (node.kind === 'goroutine') {
    const { line, character = 0 } = node.goroutine;
    return [{ uri, line, character }];
  }
  const groups = await groupsOf(services, node, selected);
  return groups.map(({ line, character = 0 }) => ({ uri, line, character }));
}

import { Uri, window } from 'vscode';
import { shortName } from '../../core';
import { frameLineRequest, resolveRequest } from '../../protocol';
import { openDumpDocument } from '../dumps/openDumpDocument';
import { labelText } from '../text/sinks';
import { format, untrusted } from '../text/untrusted';
import { type FrameNode, type Node } from '../views/nodes';
import { messageTime, openTarget } from './openFrame';
import { reveal } from './revealInDump';
import { type Focus, revealLine } from './revealLine';
import type { OpenableRows } from './rowOpening';
import type { Services } from './services';

/** How the rows of the groups open: the source of a frame, a position in the dump, or more rows. */
export function groupRows(services: Services): OpenableRows<Node> {
  return {
    selected: () => services.view.selectedNode(),
    focused: () => services.view.toggledNode,
    kindOf: ({ kind }) => {
      if (kind === 'more') return 'action';
      return kind === 'frame' || kind === 'goroutine' || kind === 'problem' ? 'place' : 'none';
    },
    open: (node, focus, isWanted) => openRow(services, node, focus, isWanted),
  };
}

async function openRow(services: Services, node: Node, focus: Focus, isWanted: () => boolean): Promise<void> {
  if (node.kind === 'more') services.view.showMore(node);
  else if (node.kind === 'frame') await openFrameRow(services, node, focus, isWanted);
  else await reveal(services, node, focus);
}

async function openFrameRow(
  services: Services,
  node: FrameNode,
  focus: Focus,
  isWanted: () => boolean,
): Promise<void> {
  const {
    uri,
    frame: { function: symbol, file, line },
  } = node;
  const frame = { function: symbol, file, line };
  const { targets } = await services.server.request(resolveRequest, { uri, frame });
  if (!isWanted()) return;
  if (targets.length > 0) {
    await openTarget(targets, focus);
    return;
  }
  await revealFrame(services, node, focus);
  const name = format(shortName, symbol);
  window.setStatusBarMessage(
    labelText(untrusted`No source found for ${name}: this is its line in the dump`),
    messageTime,
  );
}

/** Reveals the frame's line in the first goroutine that has it. */
async function revealFrame({ server, dumps }: Services, { uri, frame, parent }: FrameNode, focus: Focus) {
  const { line, character = 0, ...header } = parent.kind === 'group' ? parent.group : parent.stack;
  const { function: symbol, file } = frame;
  const at = { uri, line, character };
  const found = await server.request(frameLineRequest, {
    ...at,
    frame: { function: symbol, file, line: frame.line },
  });
  const id = 'goroutine' in header ? header.goroutine : undefined;
  const shown = dumps.editorPositionOf(at, id);
  await openDumpDocument(Uri.parse(shown.uri));
  const position = found === null ? shown : shown.uri === uri ? found : { line: found.below, character: 0 };
  await revealLine(shown.uri, position.line, position.character, { focus });
}

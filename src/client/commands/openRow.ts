import { commands, Uri, window } from 'vscode';
import { shortName } from '../../core';
import { frameLineRequest, resolveRequest } from '../../protocol';
import { openDumpDocument } from '../dumps/openDumpDocument';
import { labelText } from '../text/sinks';
import { format, untrusted } from '../text/untrusted';
import { type FrameNode, type Node } from '../views/nodes';
import { messageTime, openTarget } from './openFrame';
import { reveal } from './revealInDump';
import { type Focus, revealLine } from './revealLine';
import type { Services } from './services';

/**
 * Opens the selected row of the tree, as a click does: the source of a frame, a position in the dump, or more rows. Like a
 * search result, it keeps the focus in the tree, unless the row is open already.
 */
export function openSelected(services: Services) {
  let last: Node | undefined;
  return async (): Promise<void> => {
    const node = await services.view.selectedNode();
    if (node === undefined) return;
    const isAgain = node === last;
    last = isAgain ? undefined : node;
    await openRow(services, node, isAgain ? 'editor' : 'unchanged');
  };
}

/** Opens the row with the keyboard focus and moves the focus there; expands or collapses a row that has others below it. */
export function openFocused(services: Services) {
  return async (): Promise<void> => {
    const node = services.view.toggledNode;
    if (node !== undefined && opens(node)) await openRow(services, node, 'editor');
    else await commands.executeCommand('list.select');
  };
}

/** Shows what the row with the keyboard focus leads to; the focus stays in the tree. */
export function previewFocused(services: Services) {
  let asked = 0;
  return async (): Promise<void> => {
    const number = ++asked;
    const node = services.view.toggledNode;
    if (node === undefined || !opens(node) || node.kind === 'more') return;
    await openRow(services, node, 'unchanged', () => number === asked);
  };
}

/** Whether the row leads somewhere; others only have rows below them. */
function opens({ kind }: Node): boolean {
  return kind === 'frame' || kind === 'goroutine' || kind === 'problem' || kind === 'more';
}

async function openRow(
  services: Services,
  node: Node,
  focus: Focus,
  isWanted: () => boolean = () => true,
): Promise<void> {
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

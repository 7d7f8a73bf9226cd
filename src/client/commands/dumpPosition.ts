import { Uri, window } from 'vscode';
import { fileGoroutine, groupAtRequest, languageId } from '../../protocol';
import type { Group } from '../model/answers';
import type { Services } from './services';
import type { Node } from '../views/nodes';

/** A position in a dump, given by a code lens or by the cursor. */
export interface DumpPosition {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
}

/** The position that a command applies to; undefined if no lens ran it and the active editor has no dump. */
export function positionIn(...[uri, line, character]: readonly unknown[]): DumpPosition | undefined {
  if (typeof uri === 'string' && typeof line === 'number') {
    return { uri, line, character: typeof character === 'number' ? character : 0 };
  }
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== languageId) return undefined;
  const uriOfEditor = editor.document.uri.toString();
  const one = fileGoroutine(uriOfEditor);
  if (one !== undefined) return { uri: one.dump, line: one.line, character: 0 };
  const { active } = editor.selection;
  return { uri: uriOfEditor, line: active.line, character: active.character };
}

/** The row that a command is called for. The context menu of an editor gives the uri of its document instead. */
export function givenRow<Row>(given: Row | Uri | undefined): Row | undefined {
  return given instanceof Uri ? undefined : given;
}

/**
 * The groups that a command of the tree applies to: those of its context menu or the keyboard focus, else the group at the
 * cursor, else the selected ones.
 */
export async function groupsOf(
  services: Services,
  node?: Node | 'focused',
  selected: readonly Node[] = [],
): Promise<readonly Group[]> {
  if (node !== undefined) {
    const nodes = nodesOf(services, node, selected);
    return nodes.flatMap(groupsOfNode);
  }
  const atCursor = await groupAtCursor(services);
  return atCursor === undefined ? services.view.selectedGroups.map(({ group }) => group) : [atCursor];
}

async function groupAtCursor({ server, list: { dump } }: Services): Promise<Group | undefined> {
  const position = positionIn();
  if (position === undefined || dump === undefined) return undefined;
  const found = await server.request(groupAtRequest, { ...position, key: dump.view.key });
  const section = dump.sections.find(({ index }) => index === undefined || index === found?.section);
  return section?.groups.find(({ id }) => id === found?.groupId);
}

function nodesOf(services: Services, node: Node | 'focused', selected: readonly Node[]): readonly Node[] {
  if (node === 'focused') return services.view.toggledNodes;
  return selected.includes(node) ? selected : [node];
}

function groupsOfNode(node: Node): readonly Group[] {
  if (node.kind === 'background') return node.groups;
  if (node.kind === 'group') return [node.group];
  if (node.kind === 'frame') return node.parent.kind === 'group' ? [node.parent.group] : [];
  if (node.kind === 'goroutines') return [node.parent.group];
  return node.kind === 'goroutine' ? [node.parent.parent.group] : [];
}

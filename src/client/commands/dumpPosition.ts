import { window } from 'vscode';
import { dedupView, groupAtRequest, languageId } from '../../protocol';
import type { Group } from '../dumps/answers';
import type { Services } from '../services';
import type { Node } from '../views/nodes';

/** A position in a dump: a code lens names it, else it is the cursor's. */
export interface DumpPosition {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
}

/** Where a command is to work; undefined if no lens ran it and no dump is in the active editor. */
export function positionIn(...[uri, line, character]: readonly unknown[]): DumpPosition | undefined {
  if (typeof uri === 'string' && typeof line === 'number') {
    return { uri, line, character: typeof character === 'number' ? character : 0 };
  }
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== languageId) return undefined;
  const { active } = editor.selection;
  return { uri: editor.document.uri.toString(), line: active.line, character: active.character };
}

/** Uri of the dump that a deduplicated document was made from; any other document's own. */
export function sourceOf(uri: string): string {
  return dedupView(uri)?.source ?? uri;
}

/** The groups that a command of the tree is about: those of the menu, of the keyboard's focus or of the selection, else the cursor's. */
export async function groupsOf(
  services: Services,
  node?: Node | 'focused',
  selected: readonly Node[] = [],
): Promise<readonly Group[]> {
  if (node !== undefined) {
    const nodes = await nodesOf(services, node, selected);
    return nodes.flatMap((each) => groupOfNode(each) ?? []);
  }
  const place = positionIn();
  const { dump } = services.list;
  if (place === undefined || dump === undefined)
    return services.view.selectedGroups.map(({ group }) => group);
  const found = await services.server.request(groupAtRequest, { ...place, key: dump.view.key });
  const section = dump.sections.find(({ index }) => index === undefined || index === found?.section);
  return section?.groups.filter(({ id }) => id === found?.groupId) ?? [];
}

async function nodesOf(
  services: Services,
  node: Node | 'focused',
  selected: readonly Node[],
): Promise<readonly Node[]> {
  if (node === 'focused') return services.view.focusedNodes();
  return selected.includes(node) ? selected : [node];
}

function groupOfNode(node: Node): Group | undefined {
  if (node.kind === 'group') return node.group;
  if (node.kind === 'frame') return node.parent.kind === 'group' ? node.parent.group : undefined;
  if (node.kind === 'goroutines') return node.parent.group;
  return node.kind === 'goroutine' ? node.parent.parent.group : undefined;
}

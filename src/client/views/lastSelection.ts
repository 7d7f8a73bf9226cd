import { Disposable, type Memento, type TreeView } from 'vscode';
import type { GroupsTree } from './groupsTree';
import { type GroupNode, type Node, sectionNodeOf } from './nodes';
import { selectRowOnly } from './treeSelection';

const selectionKey = 'selectedGroup';

interface SelectedGroup {
  readonly uri: string;
  readonly groupId: string;
  /** Index of its section. */
  readonly section: number;
}

/** Remembers the selected group, and selects it again in the first dump that is shown after a reload. */
export class LastSelection implements Disposable {
  /** What is yet to be selected again. */
  private pending: SelectedGroup | undefined;
  /** Uri of the dump that the tree shows. */
  private shown: string | undefined;
  private readonly listeners: Disposable;

  constructor(
    private readonly view: TreeView<Node>,
    private readonly tree: GroupsTree,
    private readonly memory: Memento,
  ) {
    this.pending = memory.get(selectionKey);
    this.listeners = Disposable.from(
      view.onDidChangeSelection(({ selection: [node] }) => {
        const group = groupAround(node);
        // VS Code selects nothing while it redraws the tree.
        if (group !== undefined) this.remember(group);
      }),
      view.onDidChangeVisibility(() => {
        this.restore(this.shown);
      }),
    );
  }

  /** @param uri of the dump that the tree shows */
  restore(uri: string | undefined): void {
    const { pending, view } = this;
    this.shown = uri;
    if (pending === undefined || uri === undefined) return;
    if (uri !== pending.uri) this.pending = undefined;
    // Revealing a row would open the view.
    else if (view.visible) {
      this.pending = undefined;
      const node = view.selection.length === 0 && this.tree.reveal(pending.groupId, pending.section);
      if (node) void selectRowOnly(view, node).catch(() => undefined); // the tree shows another dump by now
    }
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private remember(node: GroupNode): void {
    this.pending = undefined;
    const selected = { uri: node.uri, groupId: node.group.id, section: sectionNodeOf(node)?.index ?? 0 };
    void this.memory.update(selectionKey, selected satisfies SelectedGroup);
  }
}

/** The group that the node is, or is below of. */
function groupAround(node: Node | undefined): GroupNode | undefined {
  let found: GroupNode | undefined;
  for (let at = node; at !== undefined; at = 'parent' in at ? at.parent : undefined) {
    if (at.kind === 'group') found = at;
  }
  return found;
}

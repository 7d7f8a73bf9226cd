import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { goroutinesRequest } from '../../protocol';
import type { GroupList, ShownDump } from '../groupList';
import type { DumpServer } from '../languageClient';
import {
  childrenOfGroup,
  childrenOfProblems,
  type GoroutineNode,
  type GoroutinesNode,
  groupNode,
  type GroupNode,
  type MoreNode,
  type Node,
} from './nodes';
import { treeItem } from './treeItems';

const groupsPerPage = 500;
const goroutinesPerPage = 100;

/** What has been loaded of a group's goroutines, and how many are to be shown. */
interface Page {
  shown: number;
  total: number;
  readonly loaded: GoroutineNode[];
}

/** The groups of the active dump as a tree, long lists page by page. */
export class GroupsTree implements TreeDataProvider<Node> {
  private groups: readonly GroupNode[] = [];
  private groupsShown = groupsPerPage;
  /** The goroutines below nodes that have been expanded, by the node's id. */
  private readonly pages = new Map<string, Page>();
  private readonly changed = new EventEmitter<Node | undefined>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly list: GroupList,
    private readonly server: DumpServer,
  ) {}

  /** Shows what the list holds now. */
  refresh(): void {
    const { dump } = this.list;
    if (dump?.uri !== this.groups[0]?.uri) this.groupsShown = groupsPerPage;
    this.pages.clear();
    this.groups = dump?.groups.map((group) => groupNode(dump.uri, group)) ?? [];
    this.changed.fire(undefined);
  }

  /** The node of a group, made visible if it is on a later page; undefined if it is filtered out. */
  reveal(groupId: string): GroupNode | undefined {
    const index = this.groups.findIndex(({ group }) => group.id === groupId);
    if (index >= this.groupsShown) {
      this.groupsShown = index + groupsPerPage;
      this.changed.fire(undefined);
    }
    return this.groups[index];
  }

  showMore({ parent }: MoreNode): void {
    const page = parent && this.pages.get(parent.id);
    if (page === undefined) this.groupsShown += groupsPerPage;
    else page.shown += goroutinesPerPage;
    this.changed.fire(parent);
  }

  getTreeItem(node: Node): TreeItem {
    return treeItem(node);
  }

  getParent(node: Node): Node | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return this.list.dump === undefined ? [] : this.roots(this.list.dump);
    if (node.kind === 'group') return [...childrenOfGroup(node)];
    if (node.kind === 'problems') return [...childrenOfProblems(node)];
    return node.kind === 'goroutines' ? this.goroutines(node) : [];
  }

  private roots({ uri, summary, groups }: ShownDump): Node[] {
    const nodes: Node[] = this.groups.slice(0, this.groupsShown);
    const remaining = groups.length - nodes.length;
    if (remaining > 0) nodes.push({ kind: 'more', id: 'more', uri, parent: undefined, remaining });
    const { problems } = summary;
    // Below an empty list they would hide the welcome text that says why it is empty.
    if (problems.length > 0 && groups.length > 0)
      nodes.push({ kind: 'problems', id: 'problems', uri, problems });
    return nodes;
  }

  private async goroutines(parent: GoroutinesNode): Promise<Node[]> {
    const { id, uri } = parent;
    let page = this.pages.get(id);
    if (page === undefined) {
      this.pages.set(id, (page = { shown: goroutinesPerPage, total: Infinity, loaded: [] }));
    }
    if (page.loaded.length < Math.min(page.shown, page.total)) await this.load(parent, page);
    const remaining = page.total - page.loaded.length;
    return remaining > 0
      ? [...page.loaded, { kind: 'more', id: `${id}/more`, uri, parent, remaining }]
      : [...page.loaded];
  }

  private async load(parent: GoroutinesNode, page: Page): Promise<void> {
    const { id, uri } = parent;
    const offset = page.loaded.length;
    const { total, goroutines } = await this.server.request(goroutinesRequest, {
      uri,
      ...(this.list.dump && { key: this.list.dump.view.key }),
      groupId: parent.parent.group.id,
      offset,
      limit: page.shown - offset,
    });
    page.total = total;
    goroutines.forEach((goroutine, index) => {
      const at = offset + index;
      page.loaded[at] = { kind: 'goroutine', id: `${id}/${at}`, uri, parent, goroutine };
    });
  }
}

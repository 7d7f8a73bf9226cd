import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { goroutinesRequest } from '../../protocol';
import { countsOfPart, rowsShown } from '../dumps/counts';
import type { GroupList } from '../dumps/groupList';
import type { DumpPart, ShownDump } from '../dumps/shownDump';
import type { DumpServer } from '../languageClient';
import {
  childrenOfGroup,
  childrenOfProblems,
  childrenOfRace,
  childrenOfRaceStack,
  type DumpNode,
  dumpNode,
  type GoroutineNode,
  type GoroutinesNode,
  type GroupNode,
  groupNodes,
  type MoreNode,
  type Node,
  raceNodes,
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
  /** The dumps of a document that has several. */
  private dumps: readonly DumpNode[] = [];
  /** The groups of each dump; under `undefined` those of a document that has one. */
  private readonly groups = new Map<DumpNode | undefined, readonly GroupNode[]>();
  /** How many groups of a dump are shown, by the index of the dump. */
  private readonly groupsShown = new Map<number | undefined, number>();
  private uri: string | undefined;
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
    if (dump?.uri !== this.uri) this.groupsShown.clear();
    this.uri = dump?.uri;
    this.pages.clear();
    this.groups.clear();
    this.dumps = [];
    if (dump !== undefined) {
      // Those of which the filter lets nothing through are no rows that lead to nothing.
      const parts = dump.parts.filter((part) => rowsShown(countsOfPart(part)) > 0);
      this.dumps = parts.flatMap((part, row) =>
        part.index === undefined || part.summary === undefined
          ? []
          : dumpNode(dump.uri, part, part.index, part.summary, row),
      );
      for (const node of this.dumps) this.groups.set(node, groupNodes(dump.uri, node.part, node));
      for (const part of dump.parts) {
        if (part.index === undefined) this.groups.set(undefined, groupNodes(dump.uri, part, undefined));
      }
    }
    this.changed.fire(undefined);
  }

  /**
   * The node of a group, made visible if it is on a later page; undefined if it is filtered out.
   *
   * @param dump index of the one that has it
   */
  reveal(groupId: string, dump: number): GroupNode | undefined {
    const parent = this.dumps.find(({ index }) => index === dump);
    const groups = this.groups.get(parent) ?? [];
    const index = groups.findIndex(({ group }) => group.id === groupId);
    if (index >= this.shownOf(parent)) {
      this.groupsShown.set(parent?.index, index + groupsPerPage);
      this.changed.fire(parent);
    }
    return groups[index];
  }

  showMore({ parent }: MoreNode): void {
    const page = parent && this.pages.get(parent.id);
    if (page !== undefined) page.shown += goroutinesPerPage;
    else if (parent?.kind !== 'goroutines') {
      this.groupsShown.set(parent?.index, this.shownOf(parent) + groupsPerPage);
    }
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
    if (node.kind === 'dump') return this.ofDump(node.uri, node.part, node);
    if (node.kind === 'race') return [...childrenOfRace(node)];
    if (node.kind === 'raceStack') return [...childrenOfRaceStack(node)];
    if (node.kind === 'group') return [...childrenOfGroup(node)];
    if (node.kind === 'problems') return [...childrenOfProblems(node)];
    return node.kind === 'goroutines' ? this.goroutines(node) : [];
  }

  private roots({ uri, summary, parts }: ShownDump): Node[] {
    const ofOne = parts.flatMap((part) =>
      part.index === undefined ? this.ofDump(uri, part, undefined) : [],
    );
    const nodes = [...this.dumps, ...ofOne];
    const { problems } = summary;
    // Below an empty list they would hide the welcome text that says why it is empty.
    if (problems.length > 0 && nodes.length > 0)
      nodes.push({ kind: 'problems', id: 'problems', uri, problems });
    return nodes;
  }

  private ofDump(uri: string, part: DumpPart, parent: DumpNode | undefined): Node[] {
    const groups = this.groups.get(parent) ?? [];
    const nodes: Node[] = [...raceNodes(uri, part, parent), ...groups.slice(0, this.shownOf(parent))];
    const remaining = groups.length - this.shownOf(parent);
    if (remaining > 0) {
      nodes.push({ kind: 'more', id: `${parent?.id ?? ''}/more`, uri, parent, remaining });
    }
    return nodes;
  }

  private shownOf(parent: DumpNode | undefined): number {
    return this.groupsShown.get(parent?.index) ?? groupsPerPage;
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
      ...(parent.parent.parent && { dump: parent.parent.parent.index }),
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

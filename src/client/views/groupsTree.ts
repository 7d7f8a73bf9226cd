import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import { goroutinesRequest } from '../../protocol';
import { rowsShown } from '../model/counts';

import type { GroupList } from '../dumps/groupList';
import type { Group } from '../model/answers';
import type { ShownSection, ShownDump } from '../model/shownDump';
import { groupKeysOf, isFiltered, selectionOf } from '../dumps/viewStates';
import type { DumpServer } from '../connection/languageClient';
import { candidatesOf, childrenOfCandidates } from './candidateNodes';
import {
  type BackgroundNode,
  backgroundNodes,
  childrenOfBackground,
  childrenOfGroup,
  childrenOfProblems,
  childrenOfRace,
  childrenOfRaceStack,
  type SectionNode,
  sectionNode,
  type GoroutineNode,
  type GoroutinesNode,
  type GroupNode,
  groupNodes,
  type MoreNode,
  type Node,
  raceNodes,
  sectionNodeOf,
} from './nodes';
import type { RuntimeFrames } from './runtimeFrames';
import { treeItem } from './treeItems';

const groupsPerPage = 500;
const goroutinesPerPage = 100;
/** In milliseconds: longer than VS Code takes to ask for the rows of a tree that is visible. */
const shownWithin = 1000;

/** The loaded goroutines of a group, and how many of them are shown. */
interface Page {
  shown: number;
  total: number;
  readonly loaded: GoroutineNode[];
}

/** A node that has groups below it; undefined for the root. */
type GroupsParent = SectionNode | BackgroundNode | undefined;

/** The groups of the active dump as a tree. Long lists are shown page by page. */
export class GroupsTree implements TreeDataProvider<Node> {
  /** The sections of a document that has several. */
  private sections: readonly SectionNode[] = [];
  /** The groups of each section; under `undefined` if the document has only one. */
  private readonly groups = new Map<GroupsParent, readonly GroupNode[]>();
  /** The groups in the background of each section. */
  private readonly backgrounds = new Map<SectionNode | undefined, readonly BackgroundNode[]>();
  /** Number of groups that are shown below a node, by its id. */
  private readonly groupsShown = new Map<string | undefined, number>();
  private uri: string | undefined;
  /** The goroutines below nodes that have been expanded, by the node's id. */
  private readonly pages = new Map<string, Page>();
  private readonly changed = new EventEmitter<Node | undefined>();

  private readonly asked = new EventEmitter<void>();

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly list: GroupList,
    private readonly server: DumpServer,
    private readonly runtimeFrames: () => RuntimeFrames,
  ) {}

  /** Resolves when VS Code asks for the rows, or after a while: it does not ask if the user closes the view. */
  untilShown(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(late);
        once.dispose();
        resolve();
      };
      const late = setTimeout(done, shownWithin);
      const once = this.asked.event(done);
    });
  }

  /** Shows the current groups of the list. */
  refresh(): void {
    const { dump } = this.list;
    if (dump?.uri !== this.uri) this.groupsShown.clear();
    this.uri = dump?.uri;
    this.pages.clear();
    this.groups.clear();
    this.backgrounds.clear();
    this.sections = [];
    if (dump !== undefined) {
      // A section in which the filter selects nothing has no row.
      const sections = dump.sections.filter((section) => rowsShown(section) > 0);
      this.sections = sections.flatMap((section, row) =>
        section.index === undefined || section.summary === undefined
          ? []
          : sectionNode(dump.uri, section, section.index, section.summary, row),
      );
      for (const node of this.sections) this.addGroups(dump, node.section, node);
      for (const section of dump.sections) {
        if (section.index === undefined) this.addGroups(dump, section, undefined);
      }
    }
    this.changed.fire(undefined);
  }

  private addGroups({ uri, view }: ShownDump, section: ShownSection, parent: SectionNode | undefined): void {
    this.groups.set(parent, groupNodes(uri, section, parent));
    // What a filter finds is not hidden in a collapsed row.
    const backgrounds = backgroundNodes(uri, section, parent, isFiltered(view));
    this.backgrounds.set(parent, backgrounds);
    for (const node of backgrounds) this.groups.set(node, childrenOfBackground(node));
  }

  /**
   * Makes a group visible if it is on a later page, and returns its node; undefined if the group is filtered out.
   *
   * @param section index of the section that contains the group
   */
  reveal(groupId: string, section: number): GroupNode | undefined {
    const inSection = this.sections.find(({ index }) => index === section);
    for (const parent of [inSection, ...(this.backgrounds.get(inSection) ?? [])]) {
      const groups = this.groups.get(parent) ?? [];
      const index = groups.findIndex(({ group }) => group.id === groupId);
      if (index < 0) continue;
      if (index >= this.shownOf(parent)) {
        this.groupsShown.set(parent?.id, index + groupsPerPage);
        this.changed.fire(parent);
      }
      return groups[index];
    }
    return undefined;
  }

  /**
   * The row of a group after those of the given ones, or else before them; undefined if there is no other below the same
   * node.
   */
  rowAfter(given: ReadonlySet<Group>): GroupNode | undefined {
    for (const [parent, all] of this.groups) {
      const groups = all.slice(0, this.shownOf(parent));
      const last = groups.findLastIndex(({ group }) => given.has(group));
      if (last < 0) continue;
      const isOther = ({ group }: GroupNode) => !given.has(group);
      return groups.slice(last).find(isOther) ?? groups.slice(0, last).findLast(isOther);
    }
    return undefined;
  }

  showMore({ parent }: MoreNode): void {
    const page = parent && this.pages.get(parent.id);
    if (page !== undefined) page.shown += goroutinesPerPage;
    else if (parent?.kind !== 'goroutines') {
      this.groupsShown.set(parent?.id, this.shownOf(parent) + groupsPerPage);
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
    if (node === undefined) this.asked.fire();
    if (node === undefined) return this.list.dump === undefined ? [] : this.roots(this.list.dump);
    if (node.kind === 'section') return this.ofSection(node.uri, node.section, node);
    if (node.kind === 'background') return this.ofGroups(node.uri, node);
    if (node.kind === 'candidates') return [...childrenOfCandidates(node)];
    if (node.kind === 'race') return [...childrenOfRace(node)];
    if (node.kind === 'raceStack') return [...childrenOfRaceStack(node, this.runtimeFrames())];
    if (node.kind === 'group') return [...candidatesOf(node), ...childrenOfGroup(node, this.runtimeFrames())];
    if (node.kind === 'problems') return [...childrenOfProblems(node)];
    return node.kind === 'goroutines' ? this.goroutines(node) : [];
  }

  private roots({ uri, summary, sections }: ShownDump): Node[] {
    const ofOne = sections.flatMap((section) =>
      section.index === undefined ? this.ofSection(uri, section, undefined) : [],
    );
    const nodes = [...this.sections, ...ofOne];
    const { problems } = summary;
    // A row in an empty tree would hide the welcome text, which says why the tree is empty.
    if (problems.length > 0 && nodes.length > 0)
      nodes.push({ kind: 'problems', id: 'problems', uri, problems });
    return nodes;
  }

  private ofSection(uri: string, section: ShownSection, parent: SectionNode | undefined): Node[] {
    return [
      ...raceNodes(uri, section, parent),
      ...this.ofGroups(uri, parent),
      ...(this.backgrounds.get(parent) ?? []),
    ];
  }

  private ofGroups(uri: string, parent: GroupsParent): Node[] {
    const groups = this.groups.get(parent) ?? [];
    const nodes: Node[] = groups.slice(0, this.shownOf(parent));
    const remaining = groups.length - this.shownOf(parent);
    if (remaining > 0) {
      nodes.push({ kind: 'more', id: `${parent?.id ?? ''}/more`, uri, parent, remaining });
    }
    return nodes;
  }

  private shownOf(parent: GroupsParent): number {
    return this.groupsShown.get(parent?.id) ?? groupsPerPage;
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
    const view = this.list.dump?.view;
    // Candidates are shown whatever the filter selects.
    const isCandidate = parent.parent.parent?.kind === 'candidates';
    const filter = isCandidate ? undefined : view && selectionOf(view);
    const section = sectionNodeOf(parent.parent);
    const { total, goroutines } = await this.server.request(goroutinesRequest, {
      uri,
      ...(view && { key: groupKeysOf(view) }),
      ...(filter && { filter }),
      ...(section && { section: section.index }),
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

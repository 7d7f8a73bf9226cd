import {
  commands,
  Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { basisText, confidenceCounts } from '../../core';
import type { FindingList, ShownFindings } from '../dumps/findingList';
import { messageText, rowText } from '../text/sinks';
import { format, untrusted } from '../text/untrusted';
import { findingItem } from './findingItems';
import {
  childrenOfFinding,
  findingNodeOf,
  findingRoots,
  type FindingTreeNode,
  foldedFindings,
} from './findingNodes';
import { ToggledRow } from './toggledRow';
import { selectedRow, selectRow } from './treeSelection';

/** Also in package.json. */
export const findingsViewId = 'goroutineDump.findings';

/** The view "Findings" of the container "Goroutines": who blocks whom in the active dump. */
export class FindingsView implements TreeDataProvider<FindingTreeNode>, Disposable {
  private roots: readonly FindingTreeNode[] = [];
  private readonly view: TreeView<FindingTreeNode>;
  private readonly toggled: ToggledRow<FindingTreeNode>;
  private readonly changed = new EventEmitter<undefined>();
  private readonly listener: Disposable;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(list: FindingList) {
    this.view = window.createTreeView(findingsViewId, { treeDataProvider: this, showCollapseAll: true });
    this.toggled = new ToggledRow(this.view);
    this.listener = list.onDidChange((shown) => {
      this.show(shown);
    });
    this.show(list.current);
  }

  /** The selected row, if there is one. */
  selectedNode(): Promise<FindingTreeNode | undefined> {
    return selectedRow(this.view);
  }

  /** The row with the keyboard focus, in a command of a key that toggles its selection. */
  get toggledNode(): FindingTreeNode | undefined {
    return this.toggled.node;
  }

  async open(): Promise<void> {
    await commands.executeCommand(`${findingsViewId}.focus`);
  }

  /** Opens the view, and selects the most certain finding. */
  async focus(): Promise<void> {
    await this.open();
    const [first] = this.roots;
    if (first?.kind === 'fold' || first?.kind === 'finding') await selectRow(this.view, first);
  }

  /** Selects a finding. @returns false if it is not shown */
  async reveal(id: string): Promise<boolean> {
    const node = findingNodeOf(this.roots, id);
    if (node === undefined) return false;
    await selectRow(this.view, node);
    return true;
  }

  getTreeItem(node: FindingTreeNode): TreeItem {
    return findingItem(node);
  }

  getParent(node: FindingTreeNode): FindingTreeNode | undefined {
    return 'parent' in node ? node.parent : undefined;
  }

  getChildren(node?: FindingTreeNode): FindingTreeNode[] {
    const hasFolder = workspace.workspaceFolders !== undefined;
    return [...(node === undefined ? this.roots : childrenOfFinding(node, hasFolder))];
  }

  dispose(): void {
    this.listener.dispose();
    this.toggled.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  private show(shown: ShownFindings): void {
    const found = shown.kind === 'found' ? shown : undefined;
    this.roots = found === undefined ? [] : findingRoots(found);
    this.view.description =
      shown.kind === 'failed'
        ? rowText(shown.message)
        : found === undefined
          ? ''
          : rowText(
              format(
                confidenceCounts,
                foldedFindings(found.findings).map(([first]) => first!),
              ),
            );
    this.view.message =
      found?.findings.length === 0
        ? messageText(untrusted`Nothing found that blocks goroutines. ${basisText(found.basis)}`)
        : '';
    this.changed.fire(undefined);
    void commands.executeCommand('setContext', 'goroutineDump.findings', shown.kind);
  }
}

import { commands, Disposable, type Memento, type TreeView, window } from 'vscode';
import { sumCounts } from '../../core';
import { rowsShown } from '../model/counts';
import { fileName } from '../dumps/dumpNames';
import type { GroupList } from '../dumps/groupList';
import type { Group } from '../model/answers';
import type { Shown } from '../model/shownDump';
import { isFiltered } from '../dumps/viewStates';
import type { DumpServer } from '../connection/languageClient';
import { messageText, rowText } from '../text/sinks';
import { onDidChangeShowsRuntimeFrames, showsRuntimeFrames } from '../settings';
import { received, untrusted } from '../text/untrusted';
import { viewText } from '../words/viewText';
import { summaryText } from '../words/wording';
import { GroupsTree } from './groupsTree';
import { LastSelection } from './lastSelection';
import type { GroupNode, MoreNode, Node } from './nodes';
import { ToggledRow } from './toggledRow';
import { focusRow, selectedRow, selectRow } from './treeSelection';

/** Also in package.json. */
export const groupsViewId = 'goroutineDump.groups';

/** The view "Groups" of the container "Goroutines": tree, summary, badge, and the context keys of its menus. */
export class GroupsView implements Disposable {
  private readonly tree: GroupsTree;
  private readonly view: TreeView<Node>;
  private readonly toggled: ToggledRow<Node>;
  private readonly lastSelection: LastSelection;
  private readonly listener: Disposable;

  constructor(
    private readonly list: GroupList,
    private readonly server: DumpServer,
    memory: Memento,
  ) {
    this.tree = new GroupsTree(list, server, () => (showsRuntimeFrames() ? 'shown' : 'hidden'));
    this.view = window.createTreeView(groupsViewId, {
      treeDataProvider: this.tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.toggled = new ToggledRow(this.view);
    this.lastSelection = new LastSelection(this.view, this.tree, memory);
    this.listener = Disposable.from(
      list.onDidChange((shown) => {
        this.show(shown);
      }),
      onDidChangeShowsRuntimeFrames(() => {
        this.tree.refresh();
      }),
    );
  }

  /** The selected row; undefined for none or several. */
  selectedNode(): Promise<Node | undefined> {
    return selectedRow(this.view);
  }

  /** The selected groups. */
  get selectedGroups(): readonly GroupNode[] {
    return this.view.selection.filter((node) => node.kind === 'group');
  }

  /** The row with the keyboard focus, in a command of a key that toggles its selection. */
  get toggledNode(): Node | undefined {
    return this.toggled.node;
  }

  /** The selected rows if the row with the keyboard focus is one of them, else that row alone; in such a command as well. */
  get toggledNodes(): readonly Node[] {
    return this.toggled.nodes;
  }

  /** Moves the focus to the group after the given ones or, if there is none, before them. */
  async focusAfter(groups: readonly Group[]): Promise<void> {
    const next = this.tree.rowAfter(new Set(groups));
    // The focus may stay where it is if VS Code does not find the row.
    if (next !== undefined) await focusRow(this.view, next).catch(() => undefined);
  }

  /** Selects a group of a section in the tree. @returns false if the group is not shown */
  async reveal(groupId: string, section: number): Promise<boolean> {
    const node = this.tree.reveal(groupId, section);
    if (node === undefined) return false;
    await selectRow(this.view, node);
    return true;
  }

  showMore(node: MoreNode): void {
    this.tree.showMore(node);
  }

  dispose(): void {
    this.listener.dispose();
    this.toggled.dispose();
    this.lastSelection.dispose();
    this.view.dispose();
  }

  private show(shown: Shown): void {
    const { dump } = this.list;
    if (dump !== undefined && this.view.visible) void this.server.urgent.first(this.tree.untilShown());
    this.tree.refresh();
    const rows = dump && rowsShown(sumCounts(dump.sections));
    const summary = dump === undefined ? failureText(shown) : summaryText(dump.sections);
    // The name first, because the end is cut off where the side bar is narrow.
    this.view.description =
      dump === undefined ? summary : rowText(untrusted`${received(fileName(dump.uri))} · ${summary}`);
    // A message would replace the welcome text, which says what to do.
    this.view.message = dump === undefined || rows === 0 ? '' : messageText(viewText(dump));
    this.view.badge = rows === undefined ? undefined : { value: rows, tooltip: summary };
    for (const [key, value] of Object.entries(contextOf(shown))) {
      void commands.executeCommand('setContext', `goroutineDump.${key}`, value);
    }
    this.lastSelection.restore(dump?.uri);
  }
}

/** Context keys under `goroutineDump.`, which package.json uses for welcome texts and menu items. */
function contextOf(shown: Shown): Readonly<Record<string, string | boolean>> {
  const dump = shown.kind === 'dump' ? shown : undefined;
  return {
    hasDump: dump !== undefined,
    shown: dump !== undefined && rowsShown(sumCounts(dump.sections)) === 0 ? 'filteredOut' : shown.kind,
    filtered: dump !== undefined && isFiltered(dump.view),
    hidden: dump !== undefined && dump.view.hidden.length > 0,
  };
}

function failureText(shown: Shown): string {
  const text = shown.kind === 'notADump' ? shown.why : shown.kind === 'failed' ? shown.message : undefined;
  return text === undefined ? '' : rowText(text);
}

// The least that an extension can do: when a dump is opened, it fills a tree with rows that are ready in a file beside it.
import {
  EventEmitter,
  type TextDocument,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { FloorRow } from '../measure/floor';

export function activate(): void {
  let rows: readonly FloorRow[] = [];
  const changed = new EventEmitter<undefined>();
  window.createTreeView<FloorRow>('goroutineDump.groups', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? [...rows] : []),
      getTreeItem: ({ label, description }) => {
        const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
        item.description = description;
        item.iconPath = new ThemeIcon('circle');
        return item;
      },
    },
  });
  const show = async ({ uri, languageId }: TextDocument) => {
    if (languageId !== 'goroutine-dump') return;
    const bytes = await workspace.fs.readFile(Uri.parse(`${uri.toString()}.rows.json`));
    rows = JSON.parse(new TextDecoder().decode(bytes)) as readonly FloorRow[];
    changed.fire(undefined);
  };
  workspace.onDidOpenTextDocument(show);
  for (const document of workspace.textDocuments) void show(document);
}

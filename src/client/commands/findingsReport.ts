import { commands, env, TabInputCustom, TabInputText, type Uri, window, workspace } from 'vscode';
import { besideDump } from '../documents/besideDump';
import { reportView } from '../documents/reportView';
import type { Services } from './services';
import { unchangedText } from '../text/sinks';
import { keepDump } from './openFrame';

/** Markdown as VS Code renders it, by its built-in extension. */
const preview = 'vscode.markdown.preview.editor';

/** Opens the report on the findings as a read-only document: rendered, or as text if VS Code cannot render Markdown. */
export function openFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const dump = dumpToReport(services);
    if (dump === undefined) return;
    await keepDump();
    const uri = services.reports.uriOf(dump);
    await workspace.openTextDocument(uri);
    try {
      await commands.executeCommand('vscode.openWith', uri, preview);
    } catch {
      await window.showTextDocument(uri, { preview: false });
    }
  };
}

/** Copies the report, e.g. to paste it where the incident is discussed. */
export function copyFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const dump = dumpToReport(services);
    if (dump === undefined) return;
    await env.clipboard.writeText(unchangedText(await services.reports.textOf(dump)));
    window.setStatusBarMessage('Findings copied', 4000);
  };
}

/** Saves the report to a file that the user chooses, and opens it. */
export function saveFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const dump = dumpToReport(services);
    if (dump === undefined) return;
    const text = await services.reports.textOf(dump);
    const target = await window.showSaveDialog({
      defaultUri: besideDump(dump, '-findings.md'),
      filters: { Markdown: ['md'] },
      title: 'Save Findings Report',
    });
    if (target === undefined) return;
    await workspace.fs.writeFile(target, new TextEncoder().encode(unchangedText(text)));
    await window.showTextDocument(target);
  };
}

/** The dump whose report is open in the active tab, else the active dump. Says that there is none. */
function dumpToReport({ list }: Services): string | undefined {
  const dump = reportView(activeUri()?.toString() ?? '')?.dump ?? list.dump?.uri;
  if (dump === undefined) void window.showInformationMessage('Open a goroutine dump first.');
  return dump;
}

function activeUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : undefined;
}

import { env, window, workspace } from 'vscode';
import { findingsReport } from '../../core';
import { besideDump } from '../documents/besideDump';
import { fileOf } from '../documents/dumpNames';
import type { FoundFindings } from '../dumps/findingList';
import type { Services } from '../services';
import { unchangedText } from '../text/sinks';
import { format, received, type UntrustedText } from '../text/untrusted';
import { summaryText } from '../text/wording';

/** Opens the report on the findings as a document that is not saved yet. */
export function openFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const made = await report(services);
    if (made === undefined) return;
    const content = unchangedText(made.text);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  };
}

/** Copies the report, e.g. to paste it where the incident is discussed. */
export function copyFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const made = await report(services);
    if (made === undefined) return;
    await env.clipboard.writeText(unchangedText(made.text));
    window.setStatusBarMessage('Findings copied', 4000);
  };
}

/** Saves the report to a file that the user chooses, and opens it. */
export function saveFindingsReport(services: Services) {
  return async (): Promise<void> => {
    const made = await report(services);
    if (made === undefined) return;
    const target = await window.showSaveDialog({
      defaultUri: besideDump(made.found.uri, '-findings.md'),
      filters: { Markdown: ['md'] },
      title: 'Save Findings Report',
    });
    if (target === undefined) return;
    await workspace.fs.writeFile(target, new TextEncoder().encode(unchangedText(made.text)));
    await window.showTextDocument(target);
  };
}

async function report({
  findings,
  list,
}: Services): Promise<{ readonly found: FoundFindings; readonly text: UntrustedText } | undefined> {
  const found = await findings.settled();
  const { dump } = list;
  if (found.kind !== 'found' || dump?.uri !== found.uri) {
    void window.showInformationMessage('Open a goroutine dump first.');
    return undefined;
  }
  const folders = (workspace.workspaceFolders ?? []).map(({ uri, name }) => {
    return { path: uri.path.replace(/^\/([A-Za-z]:)/, '$1').replace(/\/$/, ''), name };
  });
  const text = format(findingsReport, {
    dump: received(fileOf(found.uri).path),
    counts: received(summaryText(dump.sections)),
    findings: found.findings,
    notes: found.notes,
    basis: found.basis,
    folders: received(folders),
  });
  return { found, text };
}

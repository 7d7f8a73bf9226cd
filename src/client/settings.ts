// The only module that reads or writes the client's settings. The server requests its own settings.
import { ConfigurationTarget, type Disposable, type Uri, workspace } from 'vscode';
import { type GroupKey, groupKeys } from '../core';

const section = 'goroutineDump';

/** Whether a text that looks like a dump is opened as one: if the user agrees, always, or never. */
export type DetectMode = 'ask' | 'always' | 'never';

export function detectMode(resource: Uri): DetectMode {
  const mode = workspace.getConfiguration(section, resource).get('detect');
  return mode === 'always' || mode === 'never' ? mode : 'ask';
}

/** Stores the answer for all workspaces. */
export async function setDetectMode(mode: DetectMode): Promise<void> {
  await workspace.getConfiguration(section).update('detect', mode, ConfigurationTarget.Global);
}

/** The key by which a dump is grouped at first. */
export function groupByDefault(): GroupKey {
  const key = workspace.getConfiguration(section).get('groupBy');
  return groupKeys.find((known) => known === key) ?? 'stack';
}

export function onDidChangeGroupByDefault(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.groupBy`)) listener();
  });
}

/** Whether code lenses are shown. The server, which has most of them, asks for the setting itself. */
export function showsLenses(): boolean {
  return workspace.getConfiguration(section).get('codeLens') !== false;
}

export function onDidChangeShowsLenses(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.codeLens`)) listener();
  });
}

/** Whether the stacks of the tree show frames of the Go runtime. */
export function showsRuntimeFrames(): boolean {
  return workspace.getConfiguration(section).get('showRuntimeFrames') !== false;
}

/** Stores the answer for all workspaces. */
export async function setShowsRuntimeFrames(shows: boolean): Promise<void> {
  const { Global } = ConfigurationTarget;
  await workspace.getConfiguration(section).update('showRuntimeFrames', shows, Global);
}

export function onDidChangeShowsRuntimeFrames(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.showRuntimeFrames`)) listener();
  });
}

/** Whether findings are shown as problems. */
export function showsProblems(): boolean {
  return workspace.getConfiguration(section).get('problems') !== false;
}

export function onDidChangeShowsProblems(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.problems`)) listener();
  });
}

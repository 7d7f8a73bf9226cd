import type { Connection } from 'vscode-languageserver';
import { type Naming, namingBy, noNameRules, type PathSubstitution, readNameRules } from '../core';

/** The settings under `goroutineDump` that the server uses. */
export interface Settings {
  readonly substitutePath: readonly PathSubstitution[];
  readonly codeLens: boolean;
  readonly naming: Naming;
  /** What is wrong with the rules for names that are left out; empty for nothing. */
  readonly namingProblems: readonly string[];
}

export const defaultSettings: Settings = {
  substitutePath: [],
  codeLens: true,
  naming: namingBy(noNameRules),
  namingProblems: [],
};

/** Requests the settings from the client. Values that are missing or of the wrong type are replaced by the defaults. */
export async function pullSettings(connection: Connection): Promise<Settings> {
  return readSettings(await connection.workspace.getConfiguration('goroutineDump'));
}

export function readSettings(value: unknown): Settings {
  const given = isRecord(value) ? value : {};
  const rules: unknown[] = Array.isArray(given.substitutePath) ? given.substitutePath : [];
  const names = readNameRules(given.names);
  return {
    substitutePath: rules.filter(isSubstitution),
    codeLens: typeof given.codeLens === 'boolean' ? given.codeLens : defaultSettings.codeLens,
    naming: namingBy(names.rules),
    namingProblems: names.problems,
  };
}

function isSubstitution(value: unknown): value is PathSubstitution {
  return isRecord(value) && typeof value.from === 'string' && typeof value.to === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

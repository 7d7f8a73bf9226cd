// Snapshots of the colors of real dumps. After a change of the grammar: UPDATE_SNAPSHOTS=1 npm run grammar
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IGrammar } from 'vscode-textmate';
import { fixtureText } from '../fixtures';
import { loadGrammar, type Token, tokenize } from './tokenize';

const snapshots = join(import.meta.dirname, 'snapshots');

const dumps = [
  'lab/fail-nil-go1.26.txt',
  'lab/fail-repanic-go1.26.txt',
  'lab/hub-sigquit-go1.26.dump',
  'lab/hub-trimpath-debug2-go1.26.dump',
  'lab/test-timeout-go1.26.txt',
  'lab/zoo-debug2-go1.26.dump',
  'lab/zoo-debug2-go1.27.dump',
  'lab/zoo-leak-debug2-go1.27.dump',
  'samples/ancestors-go1.24.txt',
  'samples/cgo-sigquit-go1.24.txt',
  'samples/crash-gotraceback-go1.24.txt',
  'samples/derived-windows-go1.24.txt',
  'samples/dlv-goroutines-go1.19.txt',
  'samples/elided-go1.24.txt',
  'samples/elided-go1.16.txt',
  'samples/generics-go1.24.txt',
  'samples/goroutineleak-debug1-go1.27.txt',
  'samples/log-pkgerrors-go1.19.txt',
  'samples/log-zapdev-go1.19.txt',
  'samples/nested-go1.10.txt',
  'samples/nested-go1.24.txt',
  'samples/pprof-labels-debug1-go1.24.txt',
  'samples/race-go1.19.txt',
  'samples/race-test-go1.24.txt',
];

describe('The grammar colors', () => {
  let grammar: IGrammar;
  before(async () => (grammar = await loadGrammar()));

  for (const dump of dumps) {
    it(dump, () => {
      const file = join(snapshots, `${dump.replace(/^.*\//, '')}.snap`);
      const actual = render(tokenize(grammar, fixtureText(dump)));
      if (process.env.UPDATE_SNAPSHOTS !== undefined) {
        mkdirSync(snapshots, { recursive: true });
        writeFileSync(file, actual);
      }
      assert.equal(actual, readFileSync(file, 'utf8'));
    });
  }
});

/** The first line of each kind, followed by its tokens that have a scope. */
function render(lines: readonly (readonly Token[])[]): string {
  const seen = new Set<string>();
  const shown: string[] = [];
  for (const tokens of lines) {
    const shape = tokens.map(({ scopes }) => scopes.join(' ')).join('|');
    if (seen.has(shape)) continue;
    seen.add(shape);
    shown.push(tokens.map(({ text }) => text).join(''));
    for (const { text, scopes } of tokens) {
      const scope = scopes.at(-1);
      if (scope === undefined || /^(?:meta|punctuation)\b/.test(scope)) continue;
      shown.push(`    ${scope.padEnd(44)} ${text}`);
    }
  }
  return `${shown.join('\n')}\n`;
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headerStartPattern } from '../../src/core/lines/headerStart';
import { lineStartPattern } from '../../src/core/lines/lineStarts';
import { expectedDumps, fixtureText } from '../fixtures';

interface Manifest {
  readonly contributes: { readonly languages: readonly [{ readonly firstLine: string }] };
}

describe('A file without a known extension', () => {
  const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  const firstLine = new RegExp((JSON.parse(manifest) as Manifest).contributes.languages[0].firstLine);

  it('is a dump if its first line is the first line of a dump', () => {
    const firsts = expectedDumps().map(([file]) => fixtureText(file).split('\n', 1)[0]!);
    // Files that are not recognized begin with other lines: test output, logs, JSON, a truncated line.
    const others = firsts.filter((line) => !firstLine.test(line));
    const known = /^(?:--- FAIL|\d{4}\/|runtime: program exceeds|\{|ome\/dev)/;
    assert.deepEqual(
      others.filter((line) => !known.test(line)),
      [],
    );
    assert.ok(firsts.length - others.length > 100);
  });

  it('is recognized by the patterns of the line readers', () => {
    const header = `${headerStartPattern()}.+\\].*:\\s*$`;
    const starts = [header, lineStartPattern].join('|');
    assert.equal(firstLine.source, `^\\uFEFF?(?:${starts})`);
  });

  it('is left alone otherwise', () => {
    const lines = [
      'goroutine leaks, a talk',
      'panic at noon',
      'SIGQUIT is a signal',
      '# SIGQUIT: quit',
      'fatal error',
    ];
    for (const line of lines) assert.doesNotMatch(line, firstLine);
  });
});

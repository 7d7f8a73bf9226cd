import assert from 'node:assert/strict';
import { CancellationToken, type DocumentSymbol, type Position, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DumpDocument } from '../../src/server/dumps/dumpDocument';
import { DumpStore } from '../../src/server/dumps/dumpStore';
import { KnownFindings } from '../../src/server/dumps/knownFindings';
import { codeLenses } from '../../src/server/features/codeLens';
import { definition } from '../../src/server/features/definition';
import { documentLinks } from '../../src/server/features/documentLink';
import { documentSymbols } from '../../src/server/features/documentSymbol';
import { foldingRanges } from '../../src/server/features/foldingRange';
import { shownGoroutine } from '../../src/server/features/shownGoroutine';
import { hover } from '../../src/server/features/hover';
import { documentHighlights } from '../../src/server/features/references';
import { semanticTokens } from '../../src/server/features/semanticTokens';
import { workspaceSymbols } from '../../src/server/features/workspaceSymbol';
import { elementAt } from '../../src/server/features/elementAt';
import type { Frame } from '../../src/protocol';
import { damaged } from '../damaged';
import { expectedDumps, expectedForms, fixture, wrappings } from '../fixtures';
import { nonEmpty } from '../nonEmpty';
import { resolveAll } from '../resolveAll';
import { random } from '../random';
import { lossyWrappers, losslessWrappers } from '../wrappers';

const uri = 'file:///hang.dump';
/** In bytes: enough of a sample for several goroutines. */
const looked = 6000;

function open(text: string): { document: TextDocument; dump: DumpDocument; dumps: DumpStore } {
  const document = TextDocument.create(uri, 'goroutine-dump', 1, text);
  const dumps = new DumpStore({ get: () => document, keys: () => [uri] });
  return { document, dump: dumps.documents.get(uri)!, dumps };
}

const isBefore = (a: Position, b: Position) =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);
const contains = (outer: Range, inner: Range) =>
  isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
const token = CancellationToken.None;
const shown = (range: Range) => JSON.stringify(range);

/** What has ranges. */
const kinds = [
  'symbol',
  'workspace symbol',
  'semantic token',
  'link',
  'lens',
  'fold',
  'word',
  'highlight',
  'hover',
  'origin of a definition',
  'target of a definition',
] as const;
type Kind = (typeof kinds)[number];

/** Number of ranges that were checked, by kind. */
type Counts = Map<Kind, number>;

/** @param lacking kinds that have no range in such a text */
function assertAll(counts: Counts, lacking: readonly Kind[] = []): void {
  assert.deepEqual(
    kinds.filter((kind) => !counts.has(kind)),
    lacking,
    'kinds without a range',
  );
}

async function checkRanges(text: string, counts: Counts): Promise<void> {
  const { document, dump, dumps } = open(text);
  const add = (kind: Kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const check = (range: Range, kind: Kind, what: string = kind) => {
    add(kind);
    assert.ok(isBefore(range.start, range.end), `${what} ends before it begins: ${shown(range)}`);
    for (const { line, character } of [range.start, range.end]) {
      const lineText = document.getText({
        start: { line, character: 0 },
        end: { line: line + 1, character: 0 },
      });
      const inside =
        line >= 0 && line < document.lineCount && character <= lineText.replace(/[\r\n]+$/, '').length;
      assert.ok(inside && character >= 0, `${what} is not in the document: ${shown(range)}`);
    }
  };
  const checkSymbol = (symbol: DocumentSymbol, parent?: DocumentSymbol) => {
    check(symbol.range, 'symbol', symbol.name);
    check(symbol.selectionRange, 'symbol', `the selection of ${symbol.name}`);
    assert.ok(
      contains(symbol.range, symbol.selectionRange),
      `${symbol.name}: ${shown(symbol.range)} ${shown(symbol.selectionRange)}`,
    );
    if (parent !== undefined) {
      assert.ok(
        contains(parent.range, symbol.range),
        `${symbol.name} in ${parent.name}: ${shown(symbol.range)} ${shown(parent.range)}`,
      );
    }
    for (const child of symbol.children ?? []) checkSymbol(child, symbol);
  };
  const outline = await documentSymbols(dump, token);
  for (const symbol of outline) checkSymbol(symbol);
  // Editors remove a byte order mark.
  const isClean = dump.text.origins === undefined && !text.startsWith('\ufeff');
  if (isClean) checkOrder(outline);
  for (const { location } of await workspaceSymbols([dump], '', token)) {
    check(location.range, 'workspace symbol');
  }
  for (const range of await tokenRanges(document, dump)) check(range, 'semantic token');
  const textAt = (range: Range) => document.getText(range).replace(/\p{Surrogate}/gu, '\ufffd');
  for (const { range, data } of await documentLinks(dump, token)) {
    check(range, 'link');
    const { file, line } = data as Frame;
    if (!isClean) continue; // may contain escapes
    const [, path, number = line] = /^(.*?)(?::(\d+))?$/su.exec(textAt(range))!; // zerolog prints the line elsewhere
    assert.deepEqual([path, Number(number)], [file, line]);
  }
  for (const { range } of await codeLenses(dump, dumps, new KnownFindings(), resolveAll, token))
    check(range, 'lens');
  for (const { startLine, endLine } of await foldingRanges(dump, token)) {
    add('fold');
    assert.ok(
      startLine >= 0 && startLine < endLine && endLine < document.lineCount,
      `fold ${startLine}–${endLine}`,
    );
  }
  const resolve = () => Promise.resolve({ targets: [], lookedIn: [] });
  const lines = Math.min(document.lineCount, 60);
  for (let line = 0; line < lines; line++) {
    for (const character of [0, 3, 11, 20, 40]) {
      const position = { line, character };
      const element = elementAt(dump, position);
      if (element === undefined) continue;
      const at = dump.range(element.span.line, element.span);
      check(at, 'word', `what is at ${line}:${character}`);
      if (isClean && element.kind === 'goroutine') assert.match(textAt(at), new RegExp(`\\b${element.id}$`));
      for (const { range } of await documentHighlights(dump, position, token)) check(range, 'highlight');
      const source = {
        resolve,
        read: () => Promise.resolve(undefined),
        folders: [],
        partsAt: () => [],
        goroutineAtLine: (at: number, id?: number) => shownGoroutine(dump, at, dumps, id),
        commandLinks: true,
      };
      const info = await hover(dump, position, source, token);
      if (info?.range !== undefined) check(info.range, 'hover');
      for (const link of await definition(dump, position, { dumps, resolve }, token)) {
        if (link.originSelectionRange !== undefined)
          check(link.originSelectionRange, 'origin of a definition');
        check(link.targetRange, 'target of a definition');
      }
    }
  }
}

/** The ranges of all tokens: each has five numbers, of which the first two are relative to the token before. */
async function tokenRanges(document: TextDocument, dump: DumpDocument): Promise<readonly Range[]> {
  const all = { start: { line: 0, character: 0 }, end: { line: document.lineCount - 1, character: 0 } };
  const { data } = await semanticTokens(dump, all, token);
  let line = 0;
  let character = 0;
  return Array.from({ length: data.length / 5 }, (_, n) => {
    const [lines, characters, length] = data.slice(5 * n, 5 * n + 3) as [number, number, number];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    return { start: { line, character }, end: { line, character: character + length } };
  });
}

/** Asserts that symbols of a text that is not rearranged follow each other, as an editor expects of siblings. */
function checkOrder(symbols: readonly DocumentSymbol[]): void {
  for (const [n, { name, range, children }] of symbols.entries()) {
    const next = symbols[n + 1];
    if (next !== undefined) {
      assert.ok(isBefore(range.end, next.range.start), `${name} ends in ${next.name}: ${shown(range)}`);
    }
    checkOrder(children ?? []);
  }
}

const samples = [...expectedDumps(), ...expectedForms()]
  .map(([path]) => path)
  .filter((path) => !/\.(?:pb|gz)/.test(path));

const sampleText = (path: string) => Buffer.from(fixture(path).subarray(0, looked)).toString();

describe('Ranges are ranges of the document, and the outline nests', () => {
  it('in every sample', async () => {
    const counts: Counts = new Map();
    for (const path of samples) {
      await checkRanges(Buffer.from(fixture(path)).toString().slice(0, 200_000), counts);
    }
    assertAll(counts);
  });

  it('in every text as it reaches people', async () => {
    const counts: Counts = new Map();
    for (const [, text] of wrappings()) await checkRanges(text, counts);
    assertAll(counts);
  });

  for (const [name, wrap] of Object.entries({ ...losslessWrappers, ...lossyWrappers })) {
    it(`in samples wrapped as ${name}`, async function () {
      this.timeout(60_000);
      const counts: Counts = new Map();
      for (const path of samples.filter((_, n) => n % 5 === 0)) {
        await checkRanges(wrap(sampleText(path)), counts);
      }
      const isOneLine = !wrap('a\nb').trimEnd().includes('\n');
      assertAll(counts, isOneLine ? ['fold'] : []);
    });
  }

  it('in damaged samples, wrapped or not, with lone surrogates', async function () {
    this.timeout(300_000); // 1500 texts, on a machine that may be busy
    const below = random(26_11_2026);
    const wrappers = [(text: string) => text, ...Object.values({ ...losslessWrappers, ...lossyWrappers })];
    const counts: Counts = new Map();
    for (let n = 0; n < 1500; n++) {
      const wrap = wrappers[below(wrappers.length)]!;
      let text = wrap(sampleText(samples[below(samples.length)]!));
      text = Buffer.from(damaged(Buffer.from(text), below)).toString();
      if (below(3) === 0) {
        const at = below(text.length + 1);
        text = `${text.slice(0, at)}\ud83d${text.slice(at)}`;
      }
      try {
        await checkRanges(text, counts);
      } catch (error) {
        throw new Error(`${String(error)}\n${JSON.stringify(text.slice(0, 500))}`, { cause: error });
      }
    }
    assertAll(counts);
  });

  it('where a race report’s frame stands alone before a goroutine', async () => {
    const text =
      '==================\nWARNING: DATA RACE\n==================\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n';
    const counts: Counts = new Map();
    await checkRanges(text, counts);
    assertAll(counts, ['semantic token']);
  });

  for (const wrapper of ['logfmt', 'one JSON line in a JSON line']) {
    it(`and tokens do not overlap in ${wrapper} that a terminal has broken`, async () => {
      const line = losslessWrappers[wrapper]!(sampleText('lab/zoo-debug2-go1.26.dump'));
      const { document, dump } = open(line.replace(/.{80}/g, '$&\n'));
      let last: Position = { line: 0, character: 0 };
      for (const range of nonEmpty(await tokenRanges(document, dump), 'tokens')) {
        assert.ok(isBefore(last, range.start), shown(range));
        last = range.end;
      }
    });
  }
});

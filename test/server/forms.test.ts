import assert from 'node:assert/strict';
import {
  CodeLensRequest,
  DefinitionRequest,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type LocationLink,
  type MarkupContent,
  ReferencesRequest,
  SemanticTokensRangeRequest,
} from 'vscode-languageserver-protocol/node';
import {
  commands,
  dedupRequest,
  stackTextRequest,
  dedupUri,
  goroutinesRequest,
  groupAtRequest,
  stepRequest,
  groupsRequest,
  type Race,
  racesRequest,
  summaryRequest,
} from '../../src/protocol';
import { semanticTokensLegend } from '../../src/server/features/semanticTokens';
import { expectedForms, fixtureText } from '../fixtures';
import { loadGrammar, tokenize } from '../grammar/tokenize';
import { losslessWrappers } from '../wrappers';
import { Client, type Document, hubDebug2 } from './client';
import { nonEmpty } from '../nonEmpty';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** The grammar's scope of each semantic token type, as in package.json, without the last part. */
const scopes: Readonly<Record<string, string>> = {
  keyword: 'keyword.other',
  number: 'constant.numeric',
  enumMember: 'keyword.control.state',
  modifier: 'storage.modifier',
  namespace: 'entity.name.namespace',
  type: 'entity.name.type',
  function: 'entity.name.function',
  string: 'string.unquoted.filename',
  parameter: 'variable.parameter',
  cause: 'keyword.control',
  message: 'string.unquoted.message',
};

function withoutColumn(group: object): object {
  return Object.fromEntries(Object.entries(group).filter(([key]) => key !== 'character'));
}

describe('A wrapped dump', () => {
  let client: Client;
  let clean: Document;
  before(async () => {
    client = await Client.start();
    clean = await client.openFixture(hubDebug2);
  });
  after(() => client.stop());

  const wrapped = (name: string) => client.open(losslessWrappers[name]!(fixtureText(hubDebug2)));
  const lenses = async ({ textDocument }: Document) =>
    (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
  const textOf = (document: Document, { start, end }: { start: Position; end: Position }) => {
    assert.equal(start.line, end.line);
    return document.line(start.line).slice(start.character, end.character);
  };

  /** The colored parts of the first lines, without ANSI sequences. */
  async function tokensOf(document: Document, lines: number) {
    const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
    const { textDocument } = document;
    const { data } = (await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
      textDocument,
      range,
    }))!;
    const tokens: { readonly line: number; readonly text: string; readonly type: string }[] = [];
    let line = 0;
    let character = 0;
    for (let n = 0; n < data.length; n += 5) {
      character = data[n] === 0 ? character + data[n + 1]! : data[n + 1]!;
      line += data[n]!;
      const text = document.line(line).slice(character, character + data[n + 2]!);
      tokens.push({
        line,
        text: text.replace(/\x1b\[[\d;]*[mK]/g, ''),
        type: semanticTokensLegend.tokenTypes[data[n + 3]!]!,
      });
    }
    return tokens;
  }

  for (const fixture of [
    'lab/fail-nil-go1.26.txt',
    'lab/fail-repanic-go1.26.txt',
    'lab/fail-deadlock-go1.26.txt',
    'samples/sigquit-go1.24.txt',
    'samples/test-panic-go1.24.txt',
    'samples/race-go1.24.txt',
  ]) {
    it(`has the colors of the clean dump for panics, signals and races: ${fixture}`, async () => {
      const text = fixtureText(fixture);
      const inGrammar = [
        'keyword.control',
        'string.unquoted.message',
        'storage.modifier',
        'variable.parameter',
      ];
      const expected = tokenize(await loadGrammar(), text).flatMap((tokens, line) =>
        tokens.flatMap((token) => {
          const scope = inGrammar.find((each) => token.scopes.at(-1)?.startsWith(each));
          return scope === undefined ? [] : [{ line, text: token.text.trim(), scope }];
        }),
      );
      assert.ok(expected.length > 2);
      const wrapper = losslessWrappers['kubectl logs --prefix --timestamps']!;
      const found = await tokensOf(await client.open(wrapper(text)), text.split('\n').length);
      const colored = found
        .map(({ type, ...token }) => ({ ...token, scope: scopes[type]?.replace(/\.state$/, '') }))
        .filter(({ scope }) => scope !== undefined && inGrammar.includes(scope));
      assert.deepEqual(colored, expected);
    });
  }

  for (const name of ['kubectl logs --prefix --timestamps', 'docker json-file', 'ANSI colors']) {
    describe(name, () => {
      let document: Document;
      before(async () => {
        document = await wrapped(name);
      });

      it('has the same groups, at the lines where they begin', async () => {
        const { groups } = await client.ask(groupsRequest, { uri: document.uri });
        const same = await client.ask(groupsRequest, { uri: clean.uri });
        assert.deepEqual(groups.map(withoutColumn), same.groups.map(withoutColumn));
        for (const { line, character = 0 } of nonEmpty(groups, 'groups')) {
          assert.match(document.line(line).slice(character), /^goroutine /);
        }
      });

      it('has lenses above the lines on screen', async () => {
        const found = await lenses(document);
        const same = await lenses(clean);
        assert.deepEqual(
          found.map(({ range }) => range.start.line),
          same.map(({ range }) => range.start.line),
        );
        const [first] = found;
        assert.deepEqual(first!.command!.arguments, [
          document.uri,
          first!.range.start.line,
          first!.range.start.character,
        ]);
      });

      it('has links on the paths', async () => {
        const { textDocument } = document;
        const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? [];
        assert.ok(links.length > 1000);
        for (const { range, data } of links.slice(0, 200)) {
          const { file, line } = data as { file: string; line: number };
          assert.equal(textOf(document, range).replace(/\x1b\[\d*m/g, ''), `${file}:${line}`);
        }
      });

      it('has the colors of the clean dump', async () => {
        const byGrammar = tokenize(await loadGrammar(), fixtureText(hubDebug2));
        let compared = 0;
        for (const { line, text, type } of await tokensOf(document, 400)) {
          const scope = scopes[type];
          if (scope === undefined) continue; // the text around the dump has no scope
          const same = byGrammar[line]!.filter((token) => token.text === text);
          assert.ok(
            same.some((token) => token.scopes.at(-1)!.startsWith(scope)),
            `${line}: ${text} is no ${scope}: ${JSON.stringify(same)}`,
          );
          compared++;
        }
        assert.ok(compared > 500, String(compared));
      });

      it('is dimmed outside the dump', async () => {
        if (name === 'ANSI colors') return;
        const { line } = document.position('(*Hub).broadcastTo|Stream(');
        const { data } = (await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
          textDocument: document.textDocument,
          range: { start: { line, character: 0 }, end: { line, character: 0 } },
        }))!;
        const [, start, length, type] = data;
        assert.deepEqual([start, semanticTokensLegend.tokenTypes[type!]], [0, 'comment']);
        assert.match(document.line(line).slice(length), /^(?:example|\\t)/);
      });

      it('folds each goroutine', async () => {
        const ranges = async ({ textDocument }: Document) =>
          await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument });
        assert.deepEqual(await ranges(document), await ranges(clean));
      });

      it('leads from a frame to its source, and has its hover', async () => {
        const position = document.position('(*Hub).broadcastTo|Stream(');
        const params = { textDocument: document.textDocument, position };
        const [link] = (await client.connection.sendRequest(
          DefinitionRequest.type,
          params,
        )) as LocationLink[];
        assert.match(link!.targetUri, /node\/hub\.go$/);
        assert.match(textOf(document, link!.originSelectionRange!), /broadcastToStream$/);
        const hover = await client.connection.sendRequest(HoverRequest.type, params);
        assert.match((hover!.contents as MarkupContent).value, /goroutines at this line/);
        const references = await client.connection.sendRequest(ReferencesRequest.type, {
          ...params,
          context: { includeDeclaration: true },
        });
        for (const { range } of nonEmpty(references, 'references'))
          assert.match(textOf(document, range), /broadcastToStream$/);
      });

      it('finds the goroutine at any column of a line', async () => {
        const { line } = document.position('(*Hub).broadcastTo|Stream(');
        const at = { uri: document.uri, line, character: 0 };
        const found = await client.ask(groupAtRequest, at);
        const same = await client.ask(groupAtRequest, { uri: clean.uri, line, character: 0 });
        assert.equal(found!.groupId, same!.groupId);
        assert.equal(found!.goroutine.id, same!.goroutine.id);
        assert.equal(
          await client.ask(stackTextRequest, at),
          await client.ask(stackTextRequest, { ...at, uri: clean.uri }),
        );
      });

      it('is deduplicated to the clean text', async () => {
        const { text } = await client.ask(dedupRequest, { uri: document.uri });
        assert.equal(text, (await client.ask(dedupRequest, { uri: clean.uri })).text);
      });
    });
  }

  it('may be on a single line', async () => {
    const document = await wrapped('one JSON line');
    const { groups } = await client.ask(groupsRequest, { uri: document.uri });
    assert.equal(groups.length, 18);
    for (const { line, character = 0 } of groups) {
      assert.equal(line, 0);
      assert.match(document.line(0).slice(character), /^goroutine /);
    }
    const [, second] = groups;
    const ids = await client.idsOfGroups({ uri: document.uri });
    const at = { uri: document.uri, line: 0, character: second!.character! + 3 };
    assert.equal((await client.ask(groupAtRequest, at))!.groupId, second!.id);
    const next = await client.ask(stepRequest, { ...at, step: 'nextGoroutine' });
    assert.match(document.line(0).slice(next!.character ?? 0), new RegExp(`^goroutine ${ids[1]![1]} `));
    const { textDocument } = document;
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    assert.equal(symbols!.length, 1492);
  });

  it('may have escaped carriage returns', async () => {
    const dump = Array.from(
      { length: 3 },
      (_, n) => `goroutine ${n + 1} [select]:\r\nmain.f(0x1)\r\n\t/src/a/b.go:${n + 1} +0x1d\r\n\r\n`,
    );
    const document = await client.open(JSON.stringify({ msg: dump.join(''), größe: 'ü' }));
    const { textDocument } = document;
    const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }))!;
    assert.deepEqual(
      links.map(({ range }) => textOf(document, range)),
      ['/src/a/b.go:1', '/src/a/b.go:2', '/src/a/b.go:3'],
    );
  });

  it('may have thousands of goroutines in one line, in any script', async () => {
    const dump = Array.from(
      { length: 4000 },
      (_, n) => `goroutine ${n} [select]:\nmain.läuft${n}(0x1)\n\t/src/ü.go:${n} +0x1\n\n`,
    );
    const document = await client.open(JSON.stringify({ msg: dump.join('') }));
    const { textDocument } = document;
    const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }))!;
    assert.equal(textOf(document, links[3999]!.range), '/src/ü.go:3999');
  });

  it('has columns in UTF-16, with any prefix', async () => {
    const document = await client.open(
      'größe😀 | goroutine 7 [select]:\ngröße😀 | main.läuft()\ngröße😀 | \t/x/ü.go:7\n',
    );
    const [link] = (await client.connection.sendRequest(DocumentLinkRequest.type, {
      textDocument: document.textDocument,
    }))!;
    assert.equal(textOf(document, link!.range), '/x/ü.go:7');
  });
});

describe('A text with several dumps', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const goroutine = (id: number, name: string) =>
    `goroutine ${id} [select]:\nmain.${name}()\n\t/x.go:1 +0x1\n`;

  it('separates them and gives each its title', async () => {
    const document = await client.open(
      `SIGQUIT: quit\n\n${goroutine(1, 'f')}\n${goroutine(2, 'f')}\npanic: boom\n\n${goroutine(1, 'g')}`,
    );
    const { goroutines, sections } = await client.ask(summaryRequest, { uri: document.uri });
    assert.equal(goroutines, 3);
    assert.deepEqual(
      sections.map(({ title, line, goroutines: count, groups }) => [title, line, count, groups]),
      [
        ['SIGQUIT: quit', 0, 2, 1],
        ['panic: boom', 10, 1, 1],
      ],
    );
    const { groups } = await client.ask(groupsRequest, { uri: document.uri, section: 1 });
    assert.deepEqual(
      groups.map(({ headline, line }) => [headline.function, line]),
      [['main.g', 12]],
    );
  });

  it('has one dump per service of docker compose, although their lines are mixed', async () => {
    const lines = [goroutine(1, 'f') + goroutine(2, 'f'), goroutine(1, 'g')].map((text) =>
      text.trimEnd().split('\n'),
    );
    const mixed = lines[0]!.flatMap((line, n) => {
      const other = lines[1]![n];
      return [`orders-1  | ${line}`, ...(other === undefined ? [] : [`billing-1 | ${other}`])];
    });
    const document = await client.open(mixed.join('\n') + '\n');
    const { sections } = await client.ask(summaryRequest, { uri: document.uri });
    assert.deepEqual(
      sections.map(({ title, line, goroutines }) => [title, line, goroutines]),
      [
        ['orders-1', 0, 2],
        ['billing-1', 1, 1],
      ],
    );
    const at = await client.ask(groupAtRequest, { uri: document.uri, line: 3 });
    assert.deepEqual([at!.section, at!.goroutine.line], [1, 1]);
  });

  const groupLenses = async ({ textDocument }: Document) => {
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
    return lenses.flatMap(({ range, command }) => {
      const others = ['next', 'previous', 'show in tree', 'no source found for this dump'];
      const isGroup = command !== undefined && !others.includes(command.title);
      return isGroup ? [[range.start.line, command.title, command.arguments![1] as number] as const] : [];
    });
  };
  const twoDumps = [
    `SIGQUIT: quit\n\n${goroutine(1, 'f')}\n${goroutine(2, 'f')}\n${goroutine(3, 'g')}`,
    `panic: boom\n\n${goroutine(1, 'g')}\n${goroutine(2, 'g')}`,
  ].join('\n');

  it('has lenses with the counts of one dump', async () => {
    assert.deepEqual(await groupLenses(await client.open(twoDumps)), [
      [2, '2 goroutines with this stack', 2],
      [16, '2 goroutines with this stack', 16],
      [10, 'the only one with this stack', 10],
    ]);
  });

  it('keeps its dumps separate when deduplicated, each with lenses into its own source', async () => {
    const dump = await client.open(twoDumps);
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    const times = (name: string, ids: string) =>
      goroutine(Number(ids[0]), name).replace('\n', `\n2 times: [${ids}]\n`);
    assert.equal(
      text,
      [
        `==> dump 1 <==\n\nSIGQUIT: quit\n\n${times('f', '1, 2')}\n${goroutine(3, 'g')}`,
        `==> dump 2 <==\n\npanic: boom\n\n${times('g', '1, 2')}`,
      ].join('\n'),
    );
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'x.dump'));
    assert.deepEqual(await groupLenses(dedup), [
      [4, '2 goroutines with this stack', 2],
      [17, '2 goroutines with this stack', 16],
      [9, 'the only one with this stack', 10],
    ]);
  });

  it('may be filtered, and the remaining groups are found in the tree', async () => {
    const dump = await client.open(twoDumps.replace('2 [select]', '2 [running]'));
    const filter = { classes: ['running' as const] };
    const { text } = await client.ask(dedupRequest, { uri: dump.uri, key: 'state', filter });
    assert.equal(
      text,
      [
        'Filtered: 4 of 5 goroutines are left out. Only Running.\n',
        `==> dump 1 <==\n\nSIGQUIT: quit\n\n${goroutine(2, 'f').replace('select', 'running')}`,
      ].join('\n'),
    );
    const only = { text: 'main.g', classes: ['select' as const] };
    const second = twoDumps.replace('main.g', 'main.x');
    const edited = await client.open(second);
    const { text: rest } = await client.ask(dedupRequest, { uri: edited.uri, filter: only });
    assert.match(rest, /^Filtered: .*\n\n==> dump 2 <==\n\npanic/);
    const dedup = await client.open(rest, dedupUri({ dump: edited.uri }, 'x.dump'));
    const at = await client.ask(groupAtRequest, { uri: dedup.uri, line: 7 });
    assert.equal(at!.section, 1);
    const { groups } = await client.ask(groupsRequest, { uri: edited.uri, section: 1 });
    assert.equal(at!.groupId, groups[0]!.id);
  });

  it('has an outline of its dumps, and of the goroutines of each', async () => {
    const { textDocument } = await client.open(twoDumps);
    const outline = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    })) as DocumentSymbol[];
    assert.deepEqual(
      outline.map(({ name, detail, range, children }) => [
        name,
        detail,
        range.start.line,
        range.end.line,
        children!.map((goroutine) => goroutine.name),
      ]),
      [
        [
          'SIGQUIT: quit',
          '3 goroutines',
          0,
          12,
          ['goroutine 1: main.f', 'goroutine 2: main.f', 'goroutine 3: main.g'],
        ],
        ['panic: boom', '2 goroutines', 14, 22, ['goroutine 1: main.g', 'goroutine 2: main.g']],
      ],
    );
  });

  it('may come from tail or head, each dump below the name of its file', async () => {
    const text = `==> a.dump <==\n${goroutine(1, 'f')}\n==> b.dump <==\n${goroutine(2, 'f')}`;
    const { sections } = await client.ask(summaryRequest, { uri: (await client.open(text)).uri });
    assert.deepEqual(
      sections.map(({ title, line, goroutines: count }) => [title, line, count]),
      [
        ['a.dump', 1, 1],
        ['b.dump', 6, 1],
      ],
    );
  });

  it('has no title inside a stack', async () => {
    const text = `goroutine 1 [select]:\nmain.f()\n\t/x.go:1\n==> x <==\nmain.g()\n\t/x.go:2\n`;
    const { uri } = await client.open(text);
    const { groups } = await client.ask(groupsRequest, { uri });
    assert.equal(groups[0]!.frames.length, 2);
  });

  it('has an outline of interleaved services, whose ranges contain their groups', async () => {
    const lines = (service: string, text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => `${service} | ${line}\n`);
    const text = [
      'web-1 | starting\n',
      ...lines('db-1 ', 'level=info\n'.repeat(20)),
      ...lines('web-1', goroutine(1, 'f') + goroutine(2, 'f')),
      ...lines('db-1 ', goroutine(1, 'g') + goroutine(2, 'h')),
    ].join('');
    const { textDocument } = await client.open(text);
    const outline = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    })) as DocumentSymbol[];
    assert.equal(outline.length, 2);
    for (const { range, selectionRange, children } of outline) {
      assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line);
      for (const child of nonEmpty(children, 'goroutines of a section')) {
        assert.ok(range.start.line <= child.range.start.line && child.range.end.line <= range.end.line);
      }
    }
  });

  it('is shown as one dump if there are very many: a log with scattered stacks', async () => {
    const text = Array.from({ length: 31 }, () => `panic: boom\n\n${goroutine(1, 'f')}`).join('\n');
    const document = await client.open(text);
    assert.deepEqual(
      (await groupLenses(document)).map(([, title]) => title),
      ['31 goroutines with this stack'],
    );
    const { text: deduplicated } = await client.ask(dedupRequest, { uri: document.uri });
    assert.match(deduplicated, /^31 times:\npanic: boom\n\ngoroutine 1 \[select\]:\n31 times: \[1, 1/);
    const step = { uri: document.uri, line: 2, step: 'nextGoroutine' as const };
    assert.equal((await client.ask(stepRequest, step))!.line, 8);
  });
});

describe('Dumps in other forms', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const [path, expected] of expectedForms()) {
    if (path.endsWith('.gz')) continue;
    it(`reads ${path}`, async () => {
      const document = await client.open(fixtureText(path));
      const { goroutines, states } = await client.ask(summaryRequest, { uri: document.uri });
      assert.equal(goroutines, expected.goroutines);
      if (expected.states !== undefined) assert.deepEqual(states, expected.states);
    });
  }

  it('invents neither ids nor states for a profile', async () => {
    const document = await client.openFixture('samples/pprof-labels-debug1-go1.24.txt');
    const { states, sections } = await client.ask(summaryRequest, { uri: document.uri });
    assert.deepEqual(states, {});
    assert.deepEqual(
      sections.map(({ kind, title }) => [kind, title]),
      [['profile', 'goroutine profile: total 7']],
    );
    const { groups } = await client.ask(groupsRequest, { uri: document.uri });
    const ids = await client.idsOfGroups({ uri: document.uri });
    assert.ok(groups.length > 0);
    for (const [index, group] of groups.entries()) {
      assert.deepEqual([ids[index], group.states, group.class], [[], {}, 'unknown']);
    }
    const page = await client.ask(goroutinesRequest, {
      uri: document.uri,
      groupId: groups[0]!.id,
      offset: 0,
      limit: 9,
    });
    assert.equal(page.goroutines[0]!.id, undefined);
    const { text } = await client.ask(dedupRequest, { uri: document.uri });
    const dedup = await client.open(text);
    assert.equal((await client.ask(summaryRequest, { uri: dedup.uri })).goroutines, 7);
  });

  it('has lenses and links in a profile', async () => {
    const document = await client.openFixture('samples/pprof-debug1-go1.24.txt');
    const { textDocument } = document;
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument }))!;
    assert.ok(lenses.some(({ command }) => command?.command === commands.showInTree));
    const [link] = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }))!;
    assert.match(document.line(link!.range.start.line).slice(link!.range.start.character), /^\/\S+:\d+$/);
  });

  it('has links in the complete reports of a deduplicated text', async () => {
    const dump = await client.openFixture('samples/race-go1.24.txt');
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    assert.equal(text.match(/^WARNING: DATA RACE$/gm)!.length, 3);
    assert.ok(text.includes(' created at:\n'));
    const { textDocument, uri } = await client.open(text);
    const links = async (document: { uri: string }) =>
      (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: document }))!.length;
    assert.equal(await links(textDocument), await links(dump.textDocument));
    assert.ok((await links(textDocument)) > 10);
    assert.equal((await client.ask(racesRequest, { uri })).races.length, 3);

    const twice = await client.open(`${fixtureText('samples/race-go1.24.txt')}\n`.repeat(2));
    const { text: dedup } = await client.ask(dedupRequest, { uri: twice.uri });
    const { races } = await client.ask(racesRequest, { uri: (await client.open(dedup)).uri });
    assert.deepEqual(
      races.map(({ count: times }) => times),
      [2, 2, 2],
    );
  });

  it('shows both accesses of a data race, and where their goroutines were created', async () => {
    const document = await client.openFixture('samples/race-go1.24.txt');
    const { races } = await client.ask(racesRequest, { uri: document.uri });
    assert.equal(races.length, 3);
    const [{ stacks }] = races as [(typeof races)[0]];
    assert.deepEqual(
      stacks.map(({ role, title, line, frames }) => [role, title, line, frames[0]!.line]),
      [
        ['access', 'Read at 0x00c000012198 by goroutine 8', 2, 12],
        ['access', 'Previous write at 0x00c000012198 by goroutine 7', 10, 12],
        ['creation', 'Goroutine 8 (running) created at', 18, 31],
        ['creation', 'Goroutine 7 (running) created at', 22, 30],
      ],
    );
    const { textDocument } = document;
    const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }))!;
    assert.ok(links.some(({ range }) => range.start.line === 4));
  });

  it('has equal race reports once, if the filter selects their accesses', async () => {
    const report = (id: number, name: string) =>
      [
        `==================\nWARNING: DATA RACE\nWrite at 0x00c000${id} by goroutine ${id}:`,
        '  runtime.mapassign_faststr()\n      /usr/local/go/src/internal/runtime/maps/runtime_faststr.go:30 +0x1',
        `  example.com/x.${name}()\n      /x/main.go:7 +0x1\n`,
        `Previous read at 0x00c000${id} by main goroutine:\n  main.main()\n      /x/main.go:9 +0x1`,
        '==================\n',
      ].join('\n');
    const { uri } = await client.open(report(7, 'f') + report(8, 'g') + report(9, 'g'));
    const { races } = await client.ask(racesRequest, { uri });
    const names = ({ stacks }: Race) => stacks.map(({ headline }) => headline!.function);
    assert.deepEqual(
      races.map((race) => [race.count, ...names(race)]),
      [
        [2, 'example.com/x.g', 'main.main'],
        [undefined, 'example.com/x.f', 'main.main'],
      ],
    );
    const some = await client.ask(racesRequest, { uri, filter: { text: 'x.f' } });
    assert.deepEqual(some.races.map(names), [['example.com/x.f', 'main.main']]);
    const { groups, shown, all } = await client.ask(groupsRequest, { uri, filter: { text: 'x.f' } });
    assert.deepEqual([groups, shown.races, all.races], [[], 1, 2]);
    const { text } = await client.ask(dedupRequest, { uri, filter: { text: 'x.f' } });
    assert.match(text, /^Filtered: 1 of 2 data races are left out\. Only with “x\.f”\.\n/);
    const whole = await client.ask(dedupRequest, { uri, filter: { text: 'main.main' } });
    assert.match(whole.text, /^=+\n|^2 times:\n/);
  });

  it('counts stacks of loggers as stacks, even if many dumps are shown as one', async () => {
    const panic = 'panic: boom\n\ngoroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1\n\n';
    const { uri } = await client.open(`${panic}${fixtureText('samples/log-zap-go1.19.txt')}\n`.repeat(20));
    assert.ok((await client.ask(summaryRequest, { uri })).sections.length > 30);
    const { shown } = await client.ask(groupsRequest, { uri });
    assert.deepEqual([shown.goroutines, shown.stacks], [40, 40]);
    const some = await client.ask(groupsRequest, { uri, filter: { text: 'x.go' } });
    assert.deepEqual([some.shown.goroutines, some.shown.stacks, some.all.stacks], [20, 0, 40]);
    const { text } = await client.ask(dedupRequest, { uri, filter: { classes: ['running'] } });
    assert.match(text, /^Filtered: 40 of 40 stacks are left out\. Only Running\.\n/);
  });
});

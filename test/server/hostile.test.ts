import assert from 'node:assert/strict';
import {
  CodeLensRequest,
  CodeLensResolveRequest,
  DefinitionRequest,
  DocumentLinkRequest,
  DocumentLinkResolveRequest,
  DocumentSymbolRequest,
  HoverRequest,
  type LocationLink,
  type MarkupContent,
} from 'vscode-languageserver-protocol/node';
import { commands, findingsRequest, groupsRequest, hoverCommands, summaryRequest } from '../../src/protocol';
import { Client, type Document } from './client';
import { lab, Machine } from './machine';
import { nonEmpty } from '../nonEmpty';

const texts = [
  '[click](command:workbench.action.terminal.new)',
  '<img src=x onerror=alert(1)>',
  '<a href="command:x">x</a>',
  '`](command:x)`',
  '```\n'.trim(),
  'https://evil.example/x',
  'www.evil.example',
  'me@evil.example',
  '![x](https://evil.example/x.png)',
  '**bold**',
  '&lt;b&gt;',
  '$(zap)',
  '[ref]: https://evil.example',
  '__proto__',
];

const paths = [
  '//evil.example/share/node/hub.go',
  '\\\\evil.example\\share\\node\\hub.go',
  '\\\\?\\C:\\node\\hub.go',
  '/home/gopher/src/lab/../../../../etc/hub.go',
  'example.com/lab/node/../../../../../../../etc/hub.go',
  '../../secret.go',
  '/etc/passwd.go',
  'file:///etc/hub.go',
  'command:x/node/hub.go',
  'golang.org/x/sync@v0.7.0/../../../secret.go',
  '/go/pkg/mod/golang.org/x/sync@v0.7.0/../../../secret.go',
  '/usr/local/go/src/../../secret.go',
  '%2e%2e/%2e%2e/secret.go',
  'node/hub.go\u0000.go',
  'javascript:alert(1)@v1.0.0/x.go',
];

/** A function whose name contains the text: in type arguments, nearly any text with paired brackets may stand. */
const named = (text: string) => `F[${text.replaceAll(';', '').replace(/^[^[]*\]/, '[$&')}]`;

/** One goroutine for each of the texts and paths, each text in every field that can contain it. */
const dump = [
  ...texts.map((text, n) => {
    const state = text.replace(/[[\]]/g, '');
    return (
      `goroutine ${n + 1} [${state}, 1 minutes] {job: ${JSON.stringify(text)}}:\n` +
      `example.com/lab/node.${named(text)}(0x1)\n\t/home/gopher/${text.replaceAll(';', '')}/x.go:1 +0x1\n` +
      `created by main.${named(text)} in goroutine 1\n\t/home/gopher/${text.replaceAll(';', '')}/x.go:2 +0x1\n`
    );
  }),
  ...paths.map(
    (path, n) => `goroutine ${n + 100} [select]:\nexample.com/lab/node.F(0x1)\n\t${path}:1 +0x1\n`,
  ),
  ...texts.map(
    (text, n) =>
      `goroutine ${n + 300} [chan receive (nil chan)]:\nexample.com/lab/node.${named(text)}(0x1)\n\t/home/gopher/x.go:1 +0x1\n`,
  ),
  ...paths.map((path, n) => `goroutine ${n + 200} [select]:\nsync.F(0x1)\n\t${path}:1 +0x1\n`),
].join('\n');

describe('A hostile dump', () => {
  const machine = new Machine();
  let client: Client;
  let document: Document;
  before(async () => {
    machine.write('secret.go', 'package secret\n');
    machine.write('home/secret.go', 'package secret\n');
    client = await Client.start({ machine, initializationOptions: { commandLinks: true } });
    document = await client.open(dump);
    const { findings } = await client.ask(findingsRequest, { uri: document.uri });
    assert.equal(findings.length, texts.length);
  });
  after(() => client.stop());

  /** All positions with something on them: beginnings of words, on all lines. */
  const positions = () =>
    dump
      .split('\n')
      .flatMap((text, line) =>
        Array.from(text.matchAll(/(?<!\w)\w/g), ({ index }) => ({ line, character: index })),
      );

  const allowed = [lab, machine.goroot, machine.moduleCache].map((folder) => `file://${folder}/`);
  const assertAllowed = (uri: string) => {
    assert.ok(
      allowed.some((root) => uri.startsWith(root)),
      uri,
    );
    assert.doesNotMatch(decodeURIComponent(uri), /\/\.\.?(?:\/|$)|evil|secret/);
  };

  it('is read in full', async () => {
    const { goroutines } = await client.ask(summaryRequest, { uri: document.uri });
    assert.equal(goroutines, 2 * texts.length + 2 * paths.length);
    const { groups } = await client.ask(groupsRequest, { uri: document.uri, key: 'label' });
    assert.ok(groups.some(({ title }) => title === 'job: __proto__'));
  });

  it('adds no link, image, HTML or formatting to a hover', async () => {
    let hovers = 0;
    let parts = 0;
    let links = 0;
    const actions = /\[(?:Go to Goroutine|Show in Tree|Open Source)\]\(command:([\w.]+)\?([\w%.~-]+)\)/g;
    for (const position of positions()) {
      const { textDocument } = document;
      const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
      if (hover === null) continue;
      hovers++;
      const { value } = hover.contents as MarkupContent;
      if (value.includes('**Proven:** ')) parts++;
      // The server's own text: links to the client's commands, code, and a link to a public page of Go code.
      const rest = value
        .replace(actions, (_, command: string, query: string) => {
          links++;
          assert.ok(hoverCommands.some((own) => own === command));
          assert.equal((JSON.parse(decodeURIComponent(query)) as unknown[])[0], document.uri);
          return '';
        })
        .replace(/\[Source on the web\]\(https:\/\/(?:github\.com|pkg\.go\.dev)\/[\w./~%:@#!*+-]*\)/g, '')
        .replace(/^(`{3,})go\n[^]*?\n\1$/gm, '')
        .replace(/(?<![`\\])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
        .replace(/^\*\*(?:[^*\\\n]|\\.)+\*\*/gm, '')
        .replace(/\\[^A-Za-z\d\s]/g, '');
      assert.doesNotMatch(rest, /[<>[\]`*_]|&\w|command:|\w:\/\/|www\./, value);
    }
    assert.ok(hovers > texts.length);
    assert.ok(parts > texts.length, 'findings are among them');
    assert.ok(links > texts.length);
  });

  it('has no link and no definition outside of workspace, GOROOT and module cache', async () => {
    const { textDocument } = document;
    const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument }))!;
    assert.equal(links.length, 3 * texts.length + 2 * paths.length);
    let targets = 0;
    let definitions = 0;
    for (const link of links) {
      assert.equal(link.target, undefined);
      const { target } = await client.connection.sendRequest(DocumentLinkResolveRequest.type, link);
      if (target !== undefined) {
        targets++;
        assertAllowed(target);
      }
      const definition = { textDocument, position: link.range.start };
      const found = await client.connection.sendRequest(DefinitionRequest.type, definition);
      for (const { targetUri } of found as LocationLink[]) {
        definitions++;
        assertAllowed(targetUri);
      }
    }
    assert.deepEqual([targets, definitions].map(Math.sign), [1, 1], 'the names lead somewhere');
  });

  it('has lenses that run only our own commands', async () => {
    const { textDocument } = document;
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument }))!;
    const own: readonly string[] = Object.values(commands);
    for (const lens of nonEmpty(lenses, 'lenses')) {
      const { command } = lens.command
        ? lens
        : await client.connection.sendRequest(CodeLensResolveRequest.type, lens);
      assert.ok(own.includes(command!.command));
    }
  });

  it('has an outline', async () => {
    const { textDocument } = document;
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    for (const { name } of nonEmpty<{ readonly name: string }>(symbols, 'symbols')) assert.match(name, /\S/);
  });
});

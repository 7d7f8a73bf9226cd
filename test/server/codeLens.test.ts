import assert from 'node:assert/strict';
import { type CodeLens, CodeLensRequest, CodeLensResolveRequest } from 'vscode-languageserver-protocol/node';
import {
  commands,
  dedupRequest,
  dedupUri,
  fileDumpUri,
  fileGoroutineUri,
  placeAtRequest,
} from '../../src/protocol';
import { Client, type Document, hubDebug2, hubSigquit } from './client';
import { Machine } from './machine';
import { nonEmpty } from '../nonEmpty';

async function lenses(client: Client, document: Document): Promise<CodeLens[]> {
  const { textDocument } = document;
  return (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
}

/** The resolved titles of the lenses above the line with the text. */
async function titles(client: Client, document: Document, marked: string, after?: string): Promise<string[]> {
  const { line } = document.position(marked, after);
  const over = (await lenses(client, document)).filter(({ range }) => range.start.line === line);
  const resolved = over.map(async (lens) =>
    lens.command ? lens : client.connection.sendRequest(CodeLensResolveRequest.type, lens),
  );
  return (await Promise.all(resolved)).map(({ command }) => command!.title);
}

describe('Code lenses', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it('above the first goroutine of each group show its size', async () => {
    const document = await client.openFixture(hubDebug2);
    const groups = (await lenses(client, document)).filter(
      ({ command }) => command?.command === commands.showInTree && command.title !== 'show in tree',
    );
    const sizes = groups.map(({ command }) => parseInt(command!.title.replace(',', '')) || 1);
    assert.equal(groups.length, 18);
    assert.deepEqual(sizes.slice(0, 5), [820, 600, 24, 16, 13]);
    assert.equal(
      sizes.reduce((sum, size) => sum + size),
      1492,
    );
    for (const { range, command } of groups) {
      assert.match(document.line(range.start.line), /^goroutine /);
      assert.deepEqual(command!.arguments, [document.uri, range.start.line]);
    }
  });

  it('lead to the other goroutines of a group, if there are any', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.deepEqual(await titles(client, document, 'gorout|ine 18 ['), [
      '16 goroutines with this stack',
      'next',
      'previous',
      'show in tree',
    ]);
    assert.deepEqual(await titles(client, document, 'gorout|ine 54 ['), [
      'the only one with this stack',
      'show in tree',
    ]);
  });

  it("above frames of the user's code show where they lead, once they are visible", async () => {
    const document = await client.openFixture(hubDebug2);
    const unresolved = (await lenses(client, document)).filter(({ command }) => command === undefined);
    for (const { range } of nonEmpty(unresolved, 'lenses of frames')) {
      assert.match(document.line(range.start.line), /lab\/|main\./);
    }
    assert.deepEqual(await titles(client, document, '(*Hub).broadcastTo|Stream(', '(*Pool).Schedule'), [
      'hub.go:94 → node/hub.go',
    ]);
  });

  it('resolve to a command with the document and the frame', async () => {
    const document = await client.openFixture(hubDebug2);
    const { line } = document.position('example.com/lab/po|ol.(*Pool).Schedule');
    const lens = (await lenses(client, document)).find(({ range }) => range.start.line === line)!;
    const { command } = await client.connection.sendRequest(CodeLensResolveRequest.type, lens);
    const frame = {
      function: 'example.com/lab/pool.(*Pool).Schedule',
      file: '/home/gopher/src/lab/pool/pool.go',
      line: 22,
    };
    assert.deepEqual(command!.arguments, [document.uri, frame]);
    assert.equal(command!.command, commands.openFrame);
  });

  it('that are already resolved, or are not ours, are unchanged', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const lens = { range, command: { title: 'next', command: commands.nextGoroutine } };
    for (const given of [lens, { range }]) {
      assert.deepEqual(await client.connection.sendRequest(CodeLensResolveRequest.type, given), given);
    }
  });

  it('of a deduplicated dump lead into the tree of the dump itself', async () => {
    const dump = await client.openFixture(hubDebug2);
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'hub.dump'));
    const [first] = await lenses(client, dedup);
    assert.equal(first!.command!.title, '820 goroutines with this stack');
    const [uri, line] = first!.command!.arguments as [string, number];
    assert.equal(uri, dump.uri);
    assert.equal(dump.line(line), dedup.line(0));
    assert.deepEqual(await titles(client, dedup, 'gorout|ine 18 ['), [
      '16 goroutines with this stack',
      'show in tree',
    ]);
  });

  it('of a deduplicated dump are found at once, even among many groups', async () => {
    const frames = Array.from({ length: 12 }, (_, n) => `main.f${n}(0x1)\n\t/x.go:${n + 1} +0x1\n`).join('');
    const dump = await client.open(
      Array.from(
        { length: 3000 },
        (_, n) => `goroutine ${n + 1} [select]:\nmain.g${n}()\n\t/x.go:1 +0x1\n${frames}`,
      ).join('\n'),
    );
    const { text } = await client.ask(dedupRequest, { uri: dump.uri });
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'x.dump'));
    // Must not exceed the timeout of the test.
    assert.ok((await lenses(client, dedup)).length > 1000);
  });

  it('of a deduplicated dump are about stacks, with any group key', async () => {
    const goroutine = (id: number, state: string, name: string) =>
      `goroutine ${id} [${state}]:\nmain.${name}(0x1)\n\t/x.go:1 +0x1\n`;
    const dump = await client.open(
      [
        goroutine(1, 'select', 'f'),
        goroutine(2, 'chan send', 'f'), // one stack, two states
        goroutine(3, 'select', 'g'), // another stack, the same state
        goroutine(4, 'running', 'h'),
      ].join('\n'),
    );
    const { text } = await client.ask(dedupRequest, { uri: dump.uri, key: 'state' });
    const dedup = await client.open(text, dedupUri({ dump: dump.uri }, 'x.dump'));
    const groups = (await lenses(client, dedup)).filter(
      ({ command }) => command?.command === commands.showInTree && command.title !== 'show in tree',
    );
    assert.deepEqual(
      groups.map(({ range, command }) => [dedup.line(range.start.line), command!.title, command!.arguments]),
      [
        ['goroutine 1 [select]:', '2 goroutines with this stack', [dump.uri, 0]],
        ['goroutine 3 [select]:', 'the only one with this stack', [dump.uri, 8]],
        ['goroutine 4 [running]:', 'the only one with this stack', [dump.uri, 12]],
      ],
    );
  });

  it('of a single goroutine of a large file say where in its group it is', async () => {
    const goroutine = (id: number) => `goroutine ${id} [select]:\nmain.f()\n\t/x.go:1\n`;
    const file = await client.open(
      [1, 2, 3].map(goroutine).join('\n'),
      fileDumpUri('file:///dumps/large.log'),
    );
    const one = await client.open(goroutine(2), fileGoroutineUri({ dump: file.uri, line: 4, id: 2 }));
    const commandsOfOne = (await lenses(client, one)).flatMap(({ range, command }) =>
      range.start.line === 0 && command ? [[command.title, command.arguments]] : [],
    );
    assert.deepEqual(commandsOfOne.slice(-4), [
      ['2 of 3 goroutines with this stack', [file.uri, 4]],
      ['next', [file.uri, 4]],
      ['previous', [file.uri, 4]],
      ['show in tree', [file.uri, 4]],
    ]);
    await file.close();
    await one.close();
  });
});

describe('Code lenses, with stale source,', () => {
  it('say so', async () => {
    const machine = new Machine();
    const client = await Client.start({ machine, folders: [machine.driftedLab(40)] });
    const document = await client.openFixture(hubSigquit);
    assert.deepEqual(await titles(client, document, '(*Hub).broadcastTo|Stream(', '(*Pool).Schedule'), [
      'hub.go:94 → node/hub.go:129 (source has changed)',
    ]);
    assert.deepEqual(await titles(client, document, '(*Pool).Sche|dule'), ['pool.go:22 → pool/pool.go']);
    await client.stop();
  });
});

describe('Code lenses, without the source,', () => {
  it('say so once, and lead to where it was looked for', async () => {
    const client = await Client.start({ folders: [] });
    const document = await client.openFixture(hubDebug2);
    const all = await lenses(client, document);
    const [first] = all.filter(({ command }) => command?.command === commands.openFrame);
    assert.equal(first!.command!.title, 'no source found for this dump');
    assert.equal(first!.range.start.line, 0);
    assert.ok(
      all.every(({ command }) => command !== undefined),
      'none above frames',
    );
    await client.stop();
  });

  it('say so above a frame if others have source', async () => {
    const client = await Client.start();
    const frame = (name: string) => `${name}(0x1)\n\t/elsewhere/${name.split('.')[0]!}/other.go:22 +0x1\n`;
    const known = 'example.com/lab/pool.(*Pool).Schedule(0x1)\n\t/home/gopher/src/lab/pool/pool.go:22 +0x1\n';
    const document = await client.open(`goroutine 1 [select]:\n${frame('unknown.wait')}${known}`);
    assert.deepEqual(await titles(client, document, 'unknown.wa|it'), ['other.go:22: no source found']);
    await client.stop();
  });
});

describe('The place of a goroutine in its group', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const goroutine = (id: number, state: string, name: string) =>
    `goroutine ${id} [${state}]:\nmain.${name}()\n\t/x.go:1\n`;
  const text = [
    goroutine(1, 'select', 'f'),
    goroutine(2, 'select', 'f'),
    goroutine(3, 'select', 'g'),
    goroutine(4, 'running', 'f'),
  ].join('\n');

  it('is that among those with its key, at each of its lines', async () => {
    const { uri } = await client.open(text);
    const ask = (line: number, key?: 'state') =>
      client.ask(placeAtRequest, { uri, line, ...(key && { key }) });
    const second = { line: 4, place: 2, count: 3 };
    assert.deepEqual([await ask(4), await ask(5), await ask(6)], [second, second, second]);
    assert.deepEqual(await ask(12), { line: 12, place: 3, count: 3 });
    assert.deepEqual(await ask(12, 'state'), { line: 12, place: 1, count: 1 });
  });

  it('is not told where lenses of the document are, and between goroutines', async () => {
    const { uri } = await client.open(text);
    for (const line of [0, 1, 3, 8, 99]) assert.equal(await client.ask(placeAtRequest, { uri, line }), null);
    const inOneLine = await client.open(JSON.stringify({ stack: text }));
    const character = inOneLine.position('goroutine 2| ').character;
    assert.equal(await client.ask(placeAtRequest, { uri: inOneLine.uri, line: 0, character }), null);
    const dedup = await client.open(text, dedupUri({ dump: uri }, 'x.dump'));
    assert.equal(await client.ask(placeAtRequest, { uri: dedup.uri, line: 4 }), null);
  });

  it('is told for the groups beyond the 1,000 that have lenses', async () => {
    const many = Array.from({ length: 1001 }, (_, n) => goroutine(n + 1, 'select', `f${n}`));
    const { uri } = await client.open(many.join('\n'));
    assert.equal(await client.ask(placeAtRequest, { uri, line: 4 * 999 }), null);
    const last = { line: 4000, place: 1, count: 1 };
    assert.deepEqual(await client.ask(placeAtRequest, { uri, line: 4000 }), last);
  });
});

import assert from 'node:assert/strict';
import { CodeLensRequest, HoverRequest, type MarkupContent } from 'vscode-languageserver-protocol/node';
import {
  commands,
  dedupRequest,
  dedupUri,
  fileDumpUri,
  fileGoroutineUri,
  findingsRequest,
} from '../../src/protocol';
import { Client, type Document, hubDebug2, hubSigquit } from './client';
import { lab } from './machine';

async function hover(client: Client, document: Document, marked: string, after?: string): Promise<string> {
  const shown = await client.connection.sendRequest(HoverRequest.type, document.cursor(marked, after));
  return ((shown?.contents as MarkupContent | undefined)?.value ?? '').replace(/\\(?=\W)/g, '');
}

/** Title and finding of the lenses that lead to one, by the id of the goroutine below. */
async function lenses(client: Client, document: Document): Promise<ReadonlyMap<number, string>> {
  const { textDocument } = document;
  const all = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
  return new Map(
    all.flatMap(({ range, command }) => {
      const [, id] = /^goroutine (\d+)/.exec(document.line(range.start.line)) ?? [];
      if (command?.command !== commands.showFinding || id === undefined) return [];
      return [[Number(id), command.title] as const];
    }),
  );
}

const dedupOf = async (client: Client, { uri }: Document) => {
  const { text } = await client.ask(dedupRequest, { uri });
  return client.open(text, dedupUri({ dump: uri }, 'hub.dump'));
};

describe('What goroutines do in findings', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const file = (name: string) => `file://${lab}/${name}`;
  const ofDeadlock = new Map([
    [730, '1 of 820 that queue to lock h.streamsMu, behind the writer goroutine 668 in a deadlock'],
    [678, '1 of 24 that wait to send on h.broadcasts, behind a deadlock'],
    [18, '1 of 16 that wait to read-lock h.streamsMu, behind the writer goroutine 668, part of a deadlock'],
    [41, '1 of 13 that wait to read-lock h.streamsMu, behind the writer goroutine 668 in a deadlock'],
    [54, 'holds h.streamsMu for reading since hub.go:90, waits to send on p.tasks, part of a deadlock'],
    [668, 'waits for the readers of h.streamsMu, held by goroutine 54, part of a deadlock'],
  ]);

  it('is not looked for by hovers and lenses, but shown once it is known', async () => {
    const document = await client.openFixture(hubSigquit);
    assert.doesNotMatch(await hover(client, document, 'pool.(*Pool).Sche|dule'), /Waits to send/);
    assert.equal((await lenses(client, document)).size, 0);
    const refreshes = client.codeLensRefreshes;
    const { findings } = await client.ask(findingsRequest, { uri: document.uri });
    await client.untilRefreshed(refreshes + 1);
    const shown = await lenses(client, document);
    for (const [id, title] of ofDeadlock) assert.equal(shown.get(id), title);
    assert.ok([...shown].every(([id, title]) => ofDeadlock.has(id) || title.endsWith(' (possible)')));
    const { textDocument } = document;
    const all = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    const holder = all?.find(({ command }) => command?.title === ofDeadlock.get(54))?.command;
    assert.deepEqual(holder?.arguments, [document.uri, findings[0]?.id]);
  });

  it('is summed up above the first line, if it is more than a possibility', async () => {
    const summaries = async (connected: Client) => {
      const { textDocument, uri } = await connected.openFixture(hubSigquit);
      await connected.ask(findingsRequest, { uri });
      const all = await connected.connection.sendRequest(CodeLensRequest.type, { textDocument });
      return (all ?? []).filter(({ range }) => range.start.line === 0).map(({ command }) => command?.title);
    };
    assert.deepEqual(await summaries(client), ['1 deadlock, 875 goroutines blocked']);
    const alone = await Client.start({ folders: [] });
    assert.deepEqual(await summaries(alone), ['no source found for this dump']);
    await alone.stop();
  });

  it('is not announced again when it is the same', async () => {
    const document = await client.openFixture(hubSigquit);
    const before = client.codeLensRefreshes;
    await client.ask(findingsRequest, { uri: document.uri });
    await client.untilRefreshed(before + 1);
    await client.ask(findingsRequest, { uri: document.uri });
    await lenses(client, document); // answered after what the server has sent before
    assert.equal(client.codeLensRefreshes, before + 1);
  });

  it('is in the hover: what it waits for, who holds it, and the verdict', async () => {
    const document = await client.openFixture(hubSigquit);
    await client.ask(findingsRequest, { uri: document.uri });
    const line = document.position('goroutine 668| ').line + 1;
    const writer = await hover(client, document, '(*Hub).subscribe|Session(0x', 'goroutine 668 ');
    assert.match(
      writer,
      /^\*\*Waits for the readers of h\.streamsMu\*\* \(`0x[0-9a-f]+`\) at \[hub\.go:70\]\(/m,
    );
    assert.ok(writer.includes(`[hub.go:70](${file('node/hub.go')}#L70)`), writer);
    assert.match(writer, /^Held for reading by `pool\.\(\*Pool\)\.Schedule` \(\[goroutine 54\]\(/m);
    assert.ok(
      writer.includes(`since [hub.go:90](${file('node/hub.go')}#L90), which waits to send on p.tasks`),
    );
    assert.match(writer, /^\*\*Proven:\*\* Deadlock: one goroutine in .*, which closes the cycle\.$/m);

    const queued = await hover(client, document, '(*Hub).subscribe|Session(0x', 'goroutine 730 ');
    assert.match(queued, /^\*\*820 goroutines queue to lock h\.streamsMu\*\*/m);
    assert.ok(
      queued.includes(
        `Behind the next writer: \`node.(*Hub).subscribeSession\` ([goroutine 668](${document.uri}#L${line}))`,
      ),
    );

    const holder = await hover(client, document, 'hub.go:|94', 'goroutine 54 ');
    assert.match(
      holder,
      /^\*\*Holds h\.streamsMu for reading\*\* since \[hub\.go:90\]\(.*, until the function returns$/m,
    );
    assert.match(holder, /^To be served by 16 × `node\.\(\*Hub\)\.deliver`/m);
    // The state of the goroutine says it, too.
    assert.match(await hover(client, document, 'chan se|nd', 'goroutine 54 '), /^\*\*Holds h\.streamsMu/m);
  });

  it('is in a deduplicated dump what it is in the dump itself', async () => {
    const source = await client.openFixture(hubDebug2);
    await client.ask(findingsRequest, { uri: source.uri });
    const dedup = await dedupOf(client, source);
    const shown = await lenses(client, dedup);
    for (const [id, title] of ofDeadlock) assert.equal(shown.get(id), title);
    const text = await hover(client, dedup, '(*Hub).del|iver(');
    assert.match(text, /^\*\*16 goroutines wait to read-lock h\.streamsMu\*\*/m);
    assert.match(text, new RegExp(`\\[goroutine 668\\]\\(${source.uri}#L\\d+\\)`));
  });

  it('is for a single goroutine of a large file what it is in the dump of the file', async () => {
    const { text } = await client.openFixture(hubSigquit);
    const whole = await client.open(text, fileDumpUri('file:///dumps/large.log'));
    await client.ask(findingsRequest, { uri: whole.uri });
    const { line } = whole.position('|goroutine 668 ');
    const [stack] = text.slice(text.indexOf('goroutine 668 ')).split('\n\n');
    const uri = fileGoroutineUri({ dump: whole.uri, line, id: 668 });
    const one = await client.open(`${stack}\n`, uri);
    const shown = await hover(client, one, '(*Hub).subscribe|Session(0x');
    assert.match(shown, /^\*\*Waits for the readers of h\.streamsMu\*\*/m);
    assert.match(shown, /^Held for reading by `pool\.\(\*Pool\)\.Schedule` \(goroutine 54\) since/m);
    await one.close();
    await whole.close();
  });

  it('is forgotten when the text is edited', async () => {
    const document = await client.openFixture(hubSigquit);
    await client.ask(findingsRequest, { uri: document.uri });
    const start = { line: 0, character: 0 };
    await document.edit({ start, end: start }, '\n');
    assert.equal((await lenses(client, document)).size, 0);
  });

  it('is a possibility without source, and links to no file', async () => {
    const alone = await Client.start({ folders: [] });
    const document = await alone.openFixture(hubDebug2);
    await alone.ask(findingsRequest, { uri: document.uri });
    const shown = await lenses(alone, document);
    assert.match(
      shown.get(730)!,
      /^1 of 820 that queue to lock 0x[0-9a-f]+, perhaps held by goroutine 36 \(possible\)$/,
    );
    assert.equal(
      shown.get(54),
      'waits to send on a channel, may hold the lock that 821 goroutines want (possible)',
    );
    const text = await hover(alone, document, 'pool.(*Pool).Sche|dule');
    assert.match(text, /^\*\*Waits to send on a channel\*\* at pool\.go:22$/m);
    await alone.stop();
  });
});

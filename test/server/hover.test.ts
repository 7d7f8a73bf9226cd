import assert from 'node:assert/strict';
import { HoverRequest, type MarkupContent } from 'vscode-languageserver-protocol/node';
import { Client, type Document, hubDebug2, hubSigquit } from './client';
import type { Frame } from '../../src/protocol';
import { Machine } from './machine';

async function hover(client: Client, document: Document, marked: string, after?: string): Promise<string> {
  const shown = await client.connection.sendRequest(HoverRequest.type, document.cursor(marked, after));
  return (shown?.contents as MarkupContent | undefined)?.value ?? '';
}

describe('The hover', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  it('of a frame shows its target, the source around it and how many goroutines have it', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, 'node/hub.go:|94');
    assert.match(text, /^`example\.com\/lab\/node\.\(\*Hub\)\.broadcastToStream`$/m);
    assert.match(text, /^`node\/hub\.go:94`$/m);
    assert.match(text, /^→ {4}94 {2}\t\th\.pool\.Schedule\(func\(\) \{$/m);
    assert.match(text, /^ {5}91 {2}\tdefer h\.streamsMu\.RUnlock\(\)$/m);
    assert.match(text, /^ {5}97 {2}\t\}$/m);
    assert.doesNotMatch(text, /^ +(?:90|98) /m);
    assert.match(text, /^1 goroutine at this line, 14 in the function\.$/m);
    assert.equal(await hover(client, document, 'broadcastToStr|eam(0x', 'Schedule'), text);
  });

  it('of a created-by frame counts the goroutines that it created', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, 'example.com/lab/po|ol.New in');
    assert.match(text, /^→ {4}15 {2}\t\tgo p\.work\(\)$/m);
    assert.match(text, /^16 goroutines created here, 16 created by the function\.$/m);
  });

  it('of an address lists the goroutines that have an id, and no others', async () => {
    const stack = (name: string) => `  main.${name}()\n      /lab/x.go:7 +0x44\n`;
    const races = await client.open(
      `${'='.repeat(18)}\nWARNING: DATA RACE\nWrite at 0x00c0000ae008 by goroutine 11:\n${stack('write')}\n` +
        `Previous read at 0x00c0000ae008 by main goroutine:\n${stack('main')}${'='.repeat(18)}\n`,
    );
    assert.equal(
      await hover(client, races, '0x00c0|000ae008'),
      '`0x00c0000ae008` occurs in 2 goroutines: 11, …', // the main one has no id
    );
    const record = (name: string) => `1 @ 0x47a2be 0x4a1b2c\n#\t0x47a2be\tmain.${name}+0x1d\t/lab/x.go:7\n`;
    const profile = await client.open(`goroutine profile: total 2\n${record('f')}\n${record('g')}`);
    assert.equal(await hover(client, profile, '0x47|a2be'), '`0x47a2be` occurs in 2 stacks.');
  });

  it('of a frame without source says where it was looked for, and links to the public page', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, 'sema.go|:114');
    assert.match(text, /^No source found\. Looked in: /m);
    assert.ok(text.includes('(https://github.com/golang/go/blob/master/src/runtime/sema.go#L114)'), text);
  });

  it('of a state explains it, and its minutes', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, 'sync.RWMutex.R|Lock, 2 minutes');
    assert.match(text, /^\*\*sync\\\.RWMutex\\\.RLock\*\*: Waits to read-lock/);
    assert.match(text, /For at least 2 minutes/);
    const one = await client.open('goroutine 1 [select, 1 minutes, locked to thread]:\n');
    const short = await hover(client, one, 'sel|ect');
    assert.match(short, /For at least 1 minute:/);
    assert.match(short, /Locked to its thread/);
  });

  it('of a state that Go does not know says so', async () => {
    const document = await client.open('goroutine 1 [gone fishing]:\n');
    assert.match(await hover(client, document, 'gone fi|shing'), /^\*\*gone fishing\*\*: .*no Go version/);
  });

  it('of an address lists the goroutines that share it', async () => {
    const frame = (id: number, argument: string) =>
      `goroutine ${id} [select]:\nmain.f(${argument}, ${argument})\n\t/x.go:1\n\n`;
    const document = await client.open(
      frame(7, '0xc000010000') + frame(8, '0xc0000') + frame(9, '0xc000010000?'),
    );
    assert.equal(
      await hover(client, document, '0xc00001|0000'),
      '`0xc000010000` occurs in 2 goroutines: 7, 9',
    );
    assert.equal(await hover(client, document, '0xc|0000)'), '`0xc0000` occurs only in this goroutine.');
  });

  it('of an address counts all that share it, and lists a few', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, '0x53f597|18030', 'broadcastToStream(');
    // The hub: 821 subscribers, 16 workers, 14 broadcasters, and Run itself.
    assert.match(text, /occurs in 852 goroutines: (?:\d+, ){20}…$/);
  });

  it('of a length or an offset is empty, because these are not addresses', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.equal(await hover(client, document, '{0x7defc4, 0x|4}'), '');
    assert.equal(await hover(client, document, 'hub.go:94 +0x13|d'), '');
  });

  it('of a goroutine says what it does, who created it, and what it created', async () => {
    const document = await client.openFixture(hubDebug2);
    const text = await hover(client, document, 'gorou|tine 36 [');
    assert.deepEqual(text.split('\n\n'), [
      '**goroutine 36**: select',
      '`Run ← main`',
      'Created by `errgroup.(*Group).Go` in goroutine 1: WaitGroup\\.Wait · `main`',
      'Created 14 goroutines:',
      '- 13 × RWMutex\\.RLock · `broadcastToStream`\n- 1 × chan send · `Schedule ← broadcastToStream`',
    ]);
    assert.equal(await hover(client, document, 'node.(*Hub).Run in gorou|tine 36'), text);
  });

  it('of a goroutine says how many others have its stack', async () => {
    const goroutine = (id: number) => `goroutine ${id} [select, 3 minutes]:\nmain.f()\n\t/x.go:1\n\n`;
    const document = await client.open(goroutine(7) + goroutine(8));
    assert.equal(
      await hover(client, document, 'gorou|tine 8'),
      '**goroutine 8**: select, 3 min\n\n`f`, one of 2',
    );
  });

  it('has actions only for an editor with the commands', async () => {
    const own = await Client.start({ initializationOptions: { commandLinks: true } });
    const document = await own.openFixture(hubDebug2);
    const linksIn = (text: string) =>
      Array.from(text.matchAll(/\[([\w ]+)\]\(command:([\w.]+)\?([^)]*)\)/g), ([, label, , query]) => [
        label,
        ...(JSON.parse(decodeURIComponent(query!)) as unknown[]).slice(1),
      ]);
    const { line } = document.position('|goroutine 36 [');
    const [goTo, show, open] = linksIn(await hover(own, document, 'node.(*Hub).Run in gorou|tine'));
    assert.deepEqual(
      [goTo, show],
      [
        ['Go to Goroutine', line, 0, 36],
        ['Show in Tree', line, 0],
      ],
    );
    assert.equal(open![0], 'Open Source');
    assert.equal((open![1] as Frame).function, 'example.com/lab/node.(*Hub).Run');
    assert.deepEqual(
      linksIn(await hover(own, document, 'broadcastToStr|eam(0x', 'Schedule')).map(([label]) => label),
      ['Show in Tree', 'Open Source'],
    );
    await own.stop();
    const other = await client.openFixture(hubDebug2);
    assert.doesNotMatch(await hover(client, other, 'gorou|tine 36 ['), /command:/);
  });

  it('of a goroutine that has ended says so', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.match(
      await hover(client, document, 'dialConn in gorou|tine'),
      /^\*\*goroutine \d+\*\* is not in the dump: it has ended/,
    );
    const before = document.text.slice(0, document.text.indexOf('(*persistConn).readLoop('));
    const [header] = /goroutine \d+ \[[^[]*$/.exec(before)!;
    assert.match(
      await hover(client, document, `|${header}`),
      /Created by `http\.\(\*Transport\)\.dialConn` in a goroutine that has ended/,
    );
  });

  it('of a blank line is empty', async () => {
    const document = await client.openFixture(hubDebug2);
    assert.equal(await hover(client, document, '|\n\ngoroutine 1 ['), '');
  });
});

describe('The hover, with stale source,', () => {
  it('says so and shows the function', async () => {
    const machine = new Machine();
    const client = await Client.start({ machine, folders: [machine.driftedLab(40)] });
    const document = await client.openFixture(hubSigquit);
    const text = await hover(client, document, 'hub.go:|94');
    assert.match(text, /\*\*The source has changed:\*\* Line 94 is not in .*129 to 138 now/);
    assert.match(text, /^`node\/hub\.go:129`$/m);
    assert.match(text, /^→ {3}129 {2}func \(h \*Hub\) broadcastToStream\(msg Message\) \{$/m);
    await client.stop();
  });
});

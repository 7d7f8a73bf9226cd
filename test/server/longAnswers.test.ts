import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  dedupRequest,
  fileDumpUri,
  groupsRequest,
  openFileRequest,
  stackTextRequest,
  summaryRequest,
} from '../../src/protocol';
import { Client, type Document } from './client';
import { goroutines, largeDump, locks } from './largeDump';

describe('An answer that takes long', () => {
  let client: Client;
  let folder: string;
  let small: Document;
  const text = largeDump();
  before(async () => {
    client = await Client.start();
    folder = mkdtempSync(join(tmpdir(), 'dumps-'));
    small = await client.open('goroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1\n');
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const places: Readonly<Record<string, (name: string) => Promise<string>>> = {
    'a document': async () => (await client.open(text)).uri,
    'a file on disk': async (name) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      const uri = fileDumpUri(pathToFileURL(path).href);
      assert.deepEqual(await client.ask(openFileRequest, { uri }), {});
      return uri;
    },
  };

  /** Number of requests about another dump that are answered before the answer. */
  async function answersBefore(answer: Promise<unknown>): Promise<number> {
    const done = answer.then(() => 'done');
    const other = () => client.ask(summaryRequest, { uri: small.uri }).then(() => 'other');
    let count = 0;
    while ((await Promise.race([done, other()])) === 'other') count++;
    return count;
  }

  for (const [place, open] of Object.entries(places)) {
    it(`lets others be answered meanwhile, and can be cancelled, for ${place}: groups by lock`, async () => {
      const uri = await open('lock.dump');
      await client.ask(summaryRequest, { uri });
      const params = { uri, key: 'lock' } as const;
      await assert.rejects(client.askAndCancel(groupsRequest, params), /[Cc]ancel/);
      const answer = client.ask(groupsRequest, params);
      assert.ok((await answersBefore(answer)) > 5);
      assert.deepEqual(
        (await answer).groups.map(({ title, count }) => [title, count]),
        Array.from({ length: locks }, (_, n) => [`0xc00001${n}000`, goroutines / locks]),
      );
    }).timeout(60_000);

    it(`lets others be answered meanwhile, and can be cancelled, for ${place}: the deduplicated text`, async () => {
      const uri = await open('text.dump');
      await client.ask(groupsRequest, { uri, filter: { text: 'nothing' } }); // makes the groups
      await assert.rejects(client.askAndCancel(dedupRequest, { uri }), /[Cc]ancel/);
      const answer = client.ask(dedupRequest, { uri });
      assert.ok((await answersBefore(answer)) > 5);
      assert.equal((await answer).text, text);
      const line = text.slice(0, text.lastIndexOf('goroutine ')).split('\n').length - 1;
      const stack = await client.ask(stackTextRequest, { uri, line });
      assert.equal(stack, text.slice(text.lastIndexOf('goroutine ')));
    }).timeout(60_000);
  }
});

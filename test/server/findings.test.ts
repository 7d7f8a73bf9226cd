import assert from 'node:assert/strict';
import { fixtureText } from '../fixtures';
import { type Finding, findingsRequest } from '../../src/protocol';
import { Client, hubDebug2, hubSigquit, hubTrimpath } from './client';

/** A finding's steps as `role count function file:line`. */
function stepsOf({ steps }: Finding): readonly string[] {
  return steps.map(({ role, count, function: name, file, line }) => {
    const short = name.slice(name.lastIndexOf('/') + 1);
    return `${role} ${count} ${short} ${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
  });
}

describe('The findings for a hub that blocks itself', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const cycle = [
    'holder 1 pool.(*Pool).Schedule pool.go:22',
    'waiter 16 node.(*Hub).deliver hub.go:101',
    'waiter 1 node.(*Hub).subscribeSession hub.go:70',
    'queued 820 node.(*Hub).subscribeSession hub.go:70',
    'queued 24 node.(*Hub).Broadcast hub.go:60',
    'queued 13 node.(*Hub).broadcastToStream hub.go:90',
  ];

  it('are one proven deadlock, whose steps lead from the holder round to the holder', async () => {
    const document = await client.openFixture(hubSigquit);
    const { findings } = await client.ask(findingsRequest, { uri: document.uri });
    const [deadlock, ...others] = findings;
    assert.ok(others.every(({ confidence }) => confidence === 'possible'));
    assert.equal(deadlock?.kind, 'deadlock');
    assert.equal(deadlock.confidence, 'proven');
    assert.equal(deadlock.affected, 875);
    assert.deepEqual(stepsOf(deadlock), cycle);
    const [holder, workers, writer] = deadlock.steps;
    assert.deepEqual(holder?.waitsFor, {
      kind: 'send',
      expr: 'p.tasks',
      line: 22,
      address: holder?.waitsFor?.address,
    });
    assert.equal(holder.holds?.length, 1);
    const [hold] = holder.holds;
    assert.deepEqual([hold?.expr, hold?.mode, hold?.line, hold?.deferred], ['h.streamsMu', 'read', 90, true]);
    assert.equal(writer?.waitsFor?.kind, 'lockPending');
    assert.equal(workers?.waitsFor?.kind, 'rlock');
    // The field's offset in Hub, from the source, leads from the receiver to the address that all wait for.
    assert.equal(hold?.address, writer.waitsFor.address);
    assert.equal(hold?.address, workers.waitsFor.address);
    assert.ok(holder.target?.uri.endsWith('/test/lab/pool/pool.go'));
  });

  it('name the files that have changed since the build, and are not used', async () => {
    const text = fixtureText(hubSigquit).replaceAll('/node/hub.go:101 ', '/node/hub.go:5 ');
    const document = await client.open(text);
    const { notes } = await client.ask(findingsRequest, { uri: document.uri });
    assert.equal(
      notes[0],
      'Not used as source: hub.go. Line 5 is not in (*Hub).deliver, which is at lines 100 to 108 now.',
    );
  });

  for (const fixture of [hubDebug2, hubTrimpath]) {
    it(`are the same from ${fixture}`, async () => {
      const document = await client.openFixture(fixture);
      const { findings } = await client.ask(findingsRequest, { uri: document.uri });
      assert.equal(findings[0]?.kind, 'deadlock');
      assert.notEqual(findings[0].confidence, 'possible');
      assert.deepEqual(stepsOf(findings[0]), cycle);
    });
  }
});

describe('The findings for several dumps in one file', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const stuck = (count: number) =>
    Array.from(
      { length: count },
      (_, n) => `goroutine ${n + 1} [chan receive (nil chan)]:\nmain.serve(0x1)\n\t/x/serve.go:1 +0x1\n`,
    ).join('\n');

  it('name their dump, and the one that affects most goroutines comes first', async () => {
    const text = [1, 3, 2].map((count, n) => `==> web-${n + 1} <==\n\n${stuck(count)}`).join('\n');
    const document = await client.open(text);
    const { findings } = await client.ask(findingsRequest, { uri: document.uri });
    assert.deepEqual(
      findings.map(({ affected, section }) => [affected, section]),
      [
        [3, { index: 1, title: 'web-2' }],
        [2, { index: 2, title: 'web-3' }],
        [1, { index: 0, title: 'web-1' }],
      ],
    );
    assert.equal(new Set(findings.map(({ id }) => id)).size, 3);
  });

  it('of a single dump name none', async () => {
    const document = await client.open(stuck(1));
    const { findings } = await client.ask(findingsRequest, { uri: document.uri });
    assert.deepEqual(
      findings.map(({ section }) => section),
      [undefined],
    );
  });
});

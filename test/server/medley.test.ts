import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileDumpUri, type Finding, openFileRequest } from '../../src/protocol';
import { fixturesFolder, fixtureText } from '../fixtures';
import { nonEmpty } from '../nonEmpty';
import { losslessWrappers } from '../wrappers';
import { Client } from './client';

const folder = join(fixturesFolder, 'medley');

/** The ten hangs: the kind, and the methods that take part in it with the number of goroutines in each. */
const hangs = {
  router: 'deadlock: 1 fallback, 1 add, 2 add',
  bank: 'deadlock: 1 deposit, 1 inspect',
  mailbox: 'deadlock: 1 left, 1 right',
  setup: 'selfDeadlock: 1 get',
  ledger: 'lostUnlock: 1 first',
  sleeper: 'lockHeld: 1 poll, 4 peek',
  crew: 'noCounterpart: 1 wait',
  gate: 'noCounterpart: 1 pass',
  orphan: 'noCounterpart: 1 run',
  nil: 'nilChannel: 1 receiveFrom',
};

/** A finding as in the table above: in a circle, any party may be the first. */
function short({ kind, steps }: Finding): string {
  const parties = steps.map(
    ({ count, function: name }) => `${count} ${name.slice(name.lastIndexOf('.') + 1)}`,
  );
  if (parties[0] === '1 right' || parties[0] === '1 inspect') parties.reverse();
  return `${kind}: ${parties.join(', ')}`;
}

function sure(findings: readonly Finding[], least: readonly Finding['confidence'][]): readonly string[] {
  return findings.filter(({ confidence }) => least.includes(confidence)).map(short);
}

describe('The findings for ten hangs at once', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const all = readdirSync(folder);
  const dumps = all.filter((file) => file.endsWith('.dump'));
  for (const file of nonEmpty(dumps, 'dumps of several versions of Go')) {
    it(`are at least likely in ${file}`, async () => {
      const findings = await client.findingsOf(fixtureText(`medley/${file}`));
      assert.deepEqual(findings.map(short).sort(), Object.values(hangs).sort());
      assert.deepEqual(sure(findings, ['possible']), []);
      const proven = sure(findings, ['proven']);
      assert.ok(proven.includes(hangs.nil));
      // A lock's address is also an argument of lockSlow, which debug=2 shows; that of an RWMutex is in frames of the runtime.
      assert.ok(proven.includes(hangs.bank));
      if (file.startsWith('sigquit')) assert.ok(proven.includes(hangs.router));
    });
  }

  /** Without a state that can be trusted, a nil channel is one that nobody has. */
  const counted = { ...hangs, nil: 'noCounterpart: 1 receiveFrom' };

  function checkCounted(findings: readonly Finding[]): void {
    assert.deepEqual(findings.map(short).sort(), Object.values(counted).sort());
    assert.deepEqual(sure(findings, ['proven']), []);
    const likely = sure(findings, ['likely']);
    for (const hang of [counted.bank, counted.mailbox, counted.setup]) assert.ok(likely.includes(hang));
    assert.ok(
      findings.every(({ steps }) =>
        steps.every(({ goroutines, count }) => goroutines.length === 0 && count > 0),
      ),
    );
  }

  for (const file of nonEmpty(
    all.filter((each) => each.startsWith('debug1')),
    'profiles',
  )) {
    it(`are at most likely, with counts and without ids, in ${file}`, async () => {
      checkCounted(await client.findingsOf(fixtureText(`medley/${file}`)));
    });
  }

  it('are the same in a binary profile', async () => {
    const uri = fileDumpUri(pathToFileURL(join(folder, 'binary-go1.26.pb.gz')).href);
    const { text } = await client.ask(openFileRequest, { uri });
    checkCounted(await client.findingsOf(text!));
  });

  it('are at most likely in a listing of Delve, which takes the waits for others', async () => {
    const listing = fixtureText('medley/delve-go1.26.txt');
    assert.match(listing, /main\.hangMailboxes\.gowrap1 .* \[sync\.Cond\.Wait \d+\]/);
    const findings = await client.findingsOf(listing);
    assert.deepEqual(findings.map(short).sort(), Object.values(counted).sort());
    assert.deepEqual(sure(findings, ['proven']), []);
    assert.ok(
      findings.every(({ steps }) => steps.every(({ goroutines, count }) => goroutines.length === count)),
    );
  });

  it('are the same whatever surrounds a dump', async () => {
    const text = fixtureText('medley/sigquit-go1.26.dump');
    const clean = await client.findingsOf(text);
    for (const [name, wrap] of Object.entries(losslessWrappers)) {
      const wrapped = await client.findingsOf(wrap(text));
      assert.deepEqual(wrapped.map(short), clean.map(short), name);
      assert.deepEqual(
        wrapped.map(({ confidence }) => confidence),
        clean.map(({ confidence }) => confidence),
        name,
      );
    }
  });

  it('are none for what the race detector reports', async () => {
    assert.deepEqual(await client.findingsOf(fixtureText('samples/race-go1.24.txt')), []);
  });

  it('are proven where the runtime says that all goroutines are asleep, without any source', async () => {
    const findings = await client.findingsOf(fixtureText('samples/selfdeadlock-go1.24.txt'));
    assert.deepEqual(sure(findings, ['proven']), ['noCounterpart: 3 func1', 'noCounterpart: 1 main']);
    assert.equal(findings.length, 2);
  });

  it('do not include the goroutine that runs the tests', async () => {
    const findings = await client.findingsOf(`fatal error: all goroutines are asleep - deadlock!

goroutine 1 [chan receive]:
testing.(*T).Run(0xc19663e6008, {0x586aaf?, 0x0?}, 0x592f88)
\t/usr/local/go/src/testing/testing.go:2109 +0x4e5
main.main()
\t_testmain.go:46 +0x9b

goroutine 21 [chan receive]:
example.com/pool.TestExec(0xc19663e6248?)
\t/home/user/pool/pool_test.go:42 +0x8e
testing.tRunner(0xc19663e6248, 0x592f88)
\t/usr/local/go/src/testing/testing.go:2036 +0xea
created by testing.(*T).Run in goroutine 1
\t/usr/local/go/src/testing/testing.go:2101 +0x4c5
`);
    assert.deepEqual(sure(findings, ['proven']), ['noCounterpart: 1 TestExec']);
    assert.equal(findings.length, 1);
  });
});

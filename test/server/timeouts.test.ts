import assert from 'node:assert/strict';
import { fixtureText } from '../fixtures';
import { Client } from './client';

/** What is found first: kind, confidence, and the function and line of the first step. */
const expected: Readonly<Record<string, string>> = {
  actor: 'selfDeadlock likely (*actor).ask:66',
  agent: 'deadlock likely (*agent).Close:102',
  broker: 'noCounterpart likely (*broker).follow:155',
  cache: 'deadlock proven (*cache).size:221',
  fetcher: 'noCounterpart likely (*fetcher).run.func1:53',
  gossip: 'deadlock proven (*node).receive:124',
  limiter: 'selfDeadlock likely (*limiter).acquire:20',
  merged: 'noCounterpart likely (*merged).run:82',
  poller: 'noCounterpart likely (*poller).poll:187',
  queue: 'noCounterpart likely (*queue).pop:203',
  registry: 'selfDeadlock proven (*registry).Get:22',
  store: 'lostUnlock likely (*store).put:144',
  sweeper: 'noCounterpart likely (*sweeper).sweep:118',
  watcher: 'noCounterpart likely (*watcher).run:170',
};

describe('The findings for a test that timed out after seconds, when no wait has lasted a minute', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const found = async (name: string): Promise<readonly string[]> => {
    const findings = await client.findingsOf(fixtureText(`timeouts/${name}.dump`));
    return findings.map(({ kind, confidence, steps: [step] }) => {
      const symbol = step!.function.replace(/^.*?timeouts\./, '');
      return `${kind} ${confidence} ${symbol}:${step!.line}`;
    });
  };

  for (const [name, finding] of Object.entries(expected)) {
    it(`say why it hangs: ${name}`, async () => {
      assert.equal((await found(name))[0], finding);
    });
  }

  for (const name of ['healthy', 'healthyserver']) {
    it(`claim nothing if it is only slow: ${name}`, async () => {
      assert.deepEqual(
        (await found(name)).filter((finding) => !finding.includes('possible')),
        [],
      );
    });
  }
});

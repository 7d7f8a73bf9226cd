import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixturesFolder, fixtureText } from '../fixtures';
import { nonEmpty } from '../nonEmpty';
import { Client } from './client';

/** More findings that are mere possibilities are noise. */
const mostPossible = 2;

describe('The findings for the healthy servers of the lab', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const dump of nonEmpty(readdirSync(join(fixturesFolder, 'healthy')), 'dumps of healthy servers')) {
    it(`are few, and none is more than possible, for ${dump}`, async () => {
      const findings = await client.findingsOf(fixtureText(`healthy/${dump}`));
      const verdicts = findings.map(({ confidence, verdict }) => `${confidence}: ${verdict}`);
      assert.deepEqual(
        verdicts.filter((verdict) => !verdict.startsWith('possible')),
        [],
      );
      assert.ok(verdicts.length <= mostPossible, verdicts.join('\n'));
    });
  }
});

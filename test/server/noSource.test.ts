import assert from 'node:assert/strict';
import { anycable, fixtureText } from '../fixtures';
import { hangDumps } from '../hangs/cases';
import { Client } from './client';

const lockKinds = ['mutex', 'rlock', 'lockQueued', 'lockPending'];

describe('Without any source, the findings', () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: [] });
  });
  after(() => client.stop());

  it('of a real deadlock name the lock, the pending writer, those behind it, and who may hold it', async () => {
    const findings = await client.findingsOf(fixtureText(anycable));
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.equal(finding?.kind, 'lockWaiters');
    assert.equal(finding.confidence, 'possible');
    assert.equal(
      finding.verdict,
      '779 goroutines wait for the lock at 0xc00014af68 of the Hub at 0xc00014af00, one of them as the next writer; one other stack may have it: utils.(*GoPool).schedule, which waits in a select.',
    );
    assert.deepEqual(
      finding.steps.map(({ role, count, waitsFor }) => `${role} ${count} ${waitsFor?.kind ?? ''}`),
      ['candidate 1 select', 'waiter 1 lockPending', 'waiter 778 lockQueued'],
    );
    assert.ok(finding.steps.every(({ holds }) => holds === undefined));
    // What is not certain is said, and not counted.
    assert.match(
      finding.evidence.join('\n'),
      /hides the lock’s address for 1 goroutine that waits at the same line/,
    );
    assert.match(finding.evidence.join('\n'), /17 goroutines wait to read a lock .* It may be this one/);
  });

  for (const { title, name, form, truth } of hangDumps()) {
    if (form !== 'sigquit') continue;
    it(`say who waits for locks, and no more than is known, in ${title}`, async () => {
      const findings = await client.findingsOf(fixtureText(`hangs/${name}.${form}.dump`));
      const surer = findings.filter(({ confidence }) => confidence !== 'possible');
      assert.deepEqual(
        surer.filter(({ kind }) => kind !== 'nilChannel').map(({ verdict }) => verdict),
        [],
      );
      for (const step of truth?.steps ?? []) {
        if (step.kinds.length === 0 || !step.kinds.every((kind) => lockKinds.includes(kind))) continue;
        const counts = findings.flatMap(({ steps }) =>
          steps
            .filter(
              ({ role, line, file, waitsFor }) =>
                role !== 'candidate' &&
                step.lines.includes(line) &&
                file.endsWith(`/${truth!.file}`) &&
                step.kinds.includes(waitsFor?.kind ?? ''),
            )
            .map(({ count }) => count),
        );
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          step.count,
          `${step.name} at ${step.lines.join()}`,
        );
      }
    });
  }
});

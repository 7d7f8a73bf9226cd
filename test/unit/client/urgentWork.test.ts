import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Middleware } from 'vscode-languageclient';
import { UrgentWork } from '../../../src/client/connection/urgentWork';

/** A promise, and what settles it. */
function newWork() {
  let done: () => void = () => undefined;
  let fail: () => void = () => undefined;
  const work = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = () => {
      reject(new Error('failed'));
    };
  });
  return { work, done, fail };
}

describe('Urgent work', () => {
  /** Asks for symbols. @returns whether the request has been sent, when asked */
  const ask = (urgent: UrgentWork) => {
    let isSent = false;
    const provide = urgent.before({}).provideDocumentSymbols as (...args: readonly unknown[]) => unknown;
    void provide(undefined, undefined, () => (isSent = true));
    return () => isSent;
  };

  it('keeps what editors ask for waiting until it is done, also what has begun meanwhile', async () => {
    const urgent = new UrgentWork();
    const one = newWork();
    const other = newWork();
    void urgent.first(one.work);
    const isSent = ask(urgent);
    void urgent.first(other.work);
    one.done();
    await turn();
    assert.equal(isSent(), false);
    other.done();
    await turn();
    assert.equal(isSent(), true);
  });

  it('lets them go on if it fails, and if there is none', async () => {
    const urgent = new UrgentWork();
    const one = newWork();
    const failed = urgent.first(one.work);
    const isSent = ask(urgent);
    one.fail();
    await assert.rejects(failed);
    await turn();
    assert.equal(isSent(), true);
    const isSentAtOnce = ask(urgent);
    await turn();
    assert.equal(isSentAtOnce(), true);
  });

  it('leaves lenses to those who handle them', async () => {
    const handled: Middleware = { provideCodeLenses: () => [] };
    const provide = new UrgentWork().before(handled).provideCodeLenses as (
      ...args: readonly unknown[]
    ) => unknown;
    assert.deepEqual(await provide(undefined, undefined, () => assert.fail('is not asked')), []);
  });
});

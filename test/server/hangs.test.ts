import assert from 'node:assert/strict';
import { hangDumps, judged } from '../hangs/cases';
import { Client } from './client';

/** Dumps that are not judged rightly yet. One that is must leave the list. */
const notYet: ReadonlySet<string> = new Set<string>();

describe('The findings for the hangs of the lab', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const dump of hangDumps()) {
    const { title, truth } = dump;
    const words = truth === undefined ? 'are quiet about' : 'name goroutines, lines and locks of';
    if (notYet.has(title)) {
      it(`are not right yet for ${title}`, async () => {
        const { result } = await judged(client, dump);
        assert.notEqual(result, 'right', `${title} is judged rightly now: take it off the list.`);
      });
    } else {
      it(`${words} ${title}`, async () => {
        const { result, detail } = await judged(client, dump);
        assert.equal(result, 'right', detail);
      });
    }
  }

  it('are wrong only for dumps that exist', () => {
    const titles = new Set(hangDumps().map(({ title }) => title));
    assert.deepEqual(
      [...notYet].filter((title) => !titles.has(title)),
      [],
    );
  });
});

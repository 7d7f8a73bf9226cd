import assert from 'node:assert/strict';
import { finish } from '../../../src/core';
import { Edges } from '../../../src/core/diagnose/edges/edges';
import { evidenceText } from '../../../src/core/diagnose/edges/verdictWords';
import { partiesIn } from './parties';
import { programOf } from './program';

const first = 0xc000100000;
const second = 0xc000200000;

/** Why the first goroutine waits for the second one, whose receivers have these addresses. */
async function evidence(
  fields: string,
  lock: string,
  [waiter, holder]: readonly [waiter: number, holder: number],
  more = '',
): Promise<string | undefined> {
  const text = `package x

import ("sync"; "time")

type cache struct { big map[string]other.Thing; sync.Mutex }
type server struct { ${fields} }
func (s *server) load() {
	s.${lock}.Lock() // waiter mutex
}
func (s *server) save() {
	s.${lock}.Lock()
	time.Sleep(1) // holder sleep
}
${more}
`;
  const program = await programOf({ 'x/x.go': text });
  const [from, to] = Array.from(partiesIn(text, program).values(), (party, n) => ({
    ...party,
    args: [[n === 0 ? waiter : holder]],
  }));
  const edges = finish(Edges.make([from!, to!], program));
  const [edge] = edges.of(from!);
  return edge && `${edge.confidence}: ${evidenceText(edge)}`;
}

const ends = 'one goroutine in x.(*server).load → one goroutine in x.(*server).save.';

describe('A lock is the same one as that which another goroutine holds', () => {
  it('by its address, if the struct with the lock is part of the receiver', async () => {
    assert.equal(
      await evidence('id int; cache cache', 'cache', [first, first]),
      `proven: s.cache.Mutex, by its address: ${ends}`,
    );
    assert.equal(
      await evidence('mu sync.Mutex', 'mu', [first, first]),
      `proven: s.mu, by its address: ${ends}`,
    );
  });

  it('by the receiver, if that points to the struct with the lock', async () => {
    assert.equal(
      await evidence('cache *cache', 'cache', [first, first]),
      `proven: s.cache.Mutex, by its owner’s address: ${ends}`,
    );
  });

  it('perhaps, if the pointer is set again', async () => {
    assert.equal(
      await evidence(
        'cache *cache',
        'cache',
        [first, first],
        'func (s *server) reset() { s.cache = &cache{} }',
      ),
      `likely: s.cache.Mutex, by its name, perhaps of another instance: ${ends}`,
    );
  });

  it('perhaps, if receivers differ that point to it', async () => {
    assert.equal(
      await evidence('cache *cache', 'cache', [first, second]),
      `likely: s.cache.Mutex, by its name, perhaps of another instance: ${ends}`,
    );
  });

  it('not at all if receivers differ that it is part of', async () => {
    assert.equal(await evidence('mu sync.Mutex', 'mu', [first, second]), undefined);
  });
});

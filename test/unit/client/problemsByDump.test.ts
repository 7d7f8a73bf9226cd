import assert from 'node:assert/strict';
import { ProblemsByDump } from '../../../src/client/views/problemsByDump';

describe('The problems of dumps', () => {
  it('are those of all dumps in a file, and stay when one dump has none any more', () => {
    const problems = new ProblemsByDump<string>();
    problems.set('a.dump', new Map([['hub.go', ['from a']]]));
    const both = problems.set(
      'b.dump',
      new Map([
        ['hub.go', ['from b']],
        ['b.dump', ['in b']],
      ]),
    );
    assert.deepEqual(
      [...both],
      [
        ['hub.go', ['from a', 'from b']],
        ['b.dump', ['in b']],
      ],
    );
    const left = problems.set('b.dump', new Map());
    assert.deepEqual(
      [...left],
      [
        ['hub.go', ['from a']],
        ['b.dump', []],
      ],
    );
    assert.deepEqual(problems.dumps, ['a.dump']);
  });
});

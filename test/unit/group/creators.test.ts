import assert from 'node:assert/strict';
import { Creators, groupDump, goroutineId, guessUserCode, parseDump } from '../../../src/core';

/** A goroutine that is in a function, and was created in another. */
function goroutine(id: number, name: string, creator = ''): string {
  const createdBy = creator === '' ? '' : `created by main.${creator}\n\t/lab/main.go:7 +0x1\n`;
  return `goroutine ${id} [select]:\nmain.${name}()\n\t/lab/main.go:5 +0x1\n${createdBy}\n`;
}

function read(text: string) {
  const dump = parseDump(text);
  const groups = groupDump(dump, 'stack', { isUserCode: guessUserCode(dump) });
  const creators = new Creators(dump, groups);
  const ids = (indices: readonly number[]) => indices.map((index) => goroutineId(dump.goroutines, index));
  const membersOf = (id: number) => creators.groupOf(creators.goroutine(id)!)!.members;
  return {
    /** `1 of main: 2,3` */
    creatorsOf: (id: number) =>
      creators
        .creatorsOf(membersOf(id))
        .map(
          ({ from, creators: by, created, frame, basis }) =>
            `${basis} ${from === undefined ? `gone ${frame.function}` : ids(by).join()}: ${ids(created).join()}`,
        ),
    createdBy: (id: number) =>
      creators
        .createdBy(membersOf(id))
        .map(({ to, created, count, basis }) => `${basis} ${ids(created).join()}: ${count} of ${to.count}`),
  };
}

describe('Who created whom', () => {
  it('is known by the ids that Go prints, group by group, most first', () => {
    const { creatorsOf, createdBy } = read(
      [
        goroutine(1, 'main'),
        goroutine(2, 'serve', 'main in goroutine 1'),
        goroutine(3, 'serve', 'main in goroutine 1'),
        goroutine(4, 'work', 'serve in goroutine 2'),
        goroutine(5, 'work', 'serve in goroutine 3'),
        goroutine(6, 'work', 'serve in goroutine 3'),
        goroutine(7, 'work', 'serve in goroutine 99'),
        goroutine(8, 'rest', 'serve in goroutine 3'),
      ].join(''),
    );
    assert.deepEqual(creatorsOf(4), ['id 2,3: 4,5,6', 'id gone main.serve: 7']);
    assert.deepEqual(creatorsOf(2), ['id 1: 2,3']);
    assert.deepEqual(creatorsOf(1), []);
    assert.deepEqual(createdBy(2), ['id 4,5,6: 3 of 4', 'id 8: 1 of 1']);
    assert.deepEqual(createdBy(1), ['id 2,3: 2 of 2']);
    assert.deepEqual(createdBy(4), []);
  });

  it('is guessed from the function with the go statement if there are no ids', () => {
    const { creatorsOf, createdBy } = read(
      [
        goroutine(1, 'main'),
        goroutine(2, 'serve', 'main'),
        goroutine(3, 'work', 'serve'),
        goroutine(4, 'work', 'serve'),
        goroutine(5, 'rest', 'gone'),
      ].join(''),
    );
    assert.deepEqual(creatorsOf(3), ['function 2: 3,4']);
    assert.deepEqual(creatorsOf(5), ['function gone main.gone: 5']);
    assert.deepEqual(createdBy(2), ['function 3,4: 2 of 2']);
  });

  it('ends although goroutines created their own group, or each other', () => {
    const { creatorsOf, createdBy } = read(
      [
        goroutine(1, 'one', 'other in goroutine 2'),
        goroutine(2, 'other', 'one in goroutine 1'),
        goroutine(3, 'spawn', 'spawn in goroutine 4'),
        goroutine(4, 'spawn', 'spawn in goroutine 3'),
      ].join(''),
    );
    assert.deepEqual([creatorsOf(1), createdBy(1)], [['id 2: 1'], ['id 2: 1 of 1']]);
    assert.deepEqual([creatorsOf(3), createdBy(3)], [['id 3,4: 3,4'], ['id 3,4: 2 of 2']]);
  });
});

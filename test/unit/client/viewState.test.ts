import assert from 'node:assert/strict';
import { ViewStateStore } from '../../../src/client/dumps/viewState';
import { received } from '../../../src/client/text/untrusted';

function newStore() {
  const values = new Map<string, unknown>();
  const memory = {
    get: <T>(key: string, otherwise?: T) => (values.get(key) ?? otherwise) as T,
    update(key: string, value: unknown) {
      values.set(key, value);
      return Promise.resolve();
    },
  };
  return new ViewStateStore(memory, () => 'stack');
}

const narrowed = {
  key: 'state',
  text: 'hub',
  function: received<string>('main.f'),
  classes: ['lock'],
  hidden: ['x'],
} as const;

describe('The view state', () => {
  it('of a new untitled document is not that of a closed one with the same name', () => {
    const store = newStore();
    const before = store.of('untitled:Untitled-1');
    store.update('untitled:Untitled-1', narrowed);
    assert.deepEqual(store.of('untitled:Untitled-1'), { ...before, ...narrowed });
    store.close('untitled:Untitled-1');
    assert.deepEqual(store.of('untitled:Untitled-1'), before);
  });

  it('of a file outlives its document', () => {
    const store = newStore();
    store.update('file:///x.dump', narrowed);
    store.close('file:///x.dump');
    assert.equal(store.of('file:///x.dump').text, 'hub');
    assert.deepEqual(store.of('file:///x.dump').hidden, ['x']);
  });
});

import assert from 'node:assert/strict';
import { isFiltered, selectionOf, unfiltered, ViewStateStore } from '../../../src/client/model/viewState';
import { received } from '../../../src/client/text/untrusted';
import { newMemory } from './memory';
import { viewOf } from './shown';

const newStore = (memory = newMemory()) => new ViewStateStore(memory, () => 'stack');

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

  it('takes back each change of the hidden groups, the last one first', () => {
    const store = newStore();
    const uri = 'file:///x.dump';
    store.update(uri, { hidden: ['a'] });
    store.update(uri, { text: 'hub' });
    store.update(uri, { hidden: ['a', 'b'] });
    assert.deepEqual(store.undoHiding(uri), ['a']);
    assert.deepEqual(store.of(uri).hidden, ['a']);
    assert.equal(store.of(uri).text, 'hub');
    assert.deepEqual(store.undoHiding(uri), []);
    assert.equal(store.undoHiding(uri), undefined);
    assert.deepEqual(store.of(uri).hidden, []);
  });

  it('of a file outlives its document', () => {
    const store = newStore();
    store.update('file:///x.dump', narrowed);
    store.close('file:///x.dump');
    assert.equal(store.of('file:///x.dump').text, 'hub');
    assert.deepEqual(store.of('file:///x.dump').hidden, ['x']);
  });

  it('shows everything by stack, largest first, until the user changes it', () => {
    assert.deepEqual(newStore().of('file:///x.dump'), {
      key: 'stack',
      order: 'count',
      text: '',
      classes: [],
      function: undefined,
      hidden: [],
    });
  });

  it('follows the setting for groups until the user chooses', () => {
    let setting: 'stack' | 'creator' | 'state' = 'stack';
    const store = new ViewStateStore(newMemory(), () => setting);
    store.update('file:///x.dump', { text: 'hub' });
    setting = 'creator';
    assert.equal(store.of('file:///x.dump').key, 'creator');
    store.update('file:///x.dump', { key: 'state' });
    setting = 'stack';
    assert.equal(store.of('file:///x.dump').key, 'state');
  });

  it('of a file outlives the session, that of an untitled document does not', () => {
    const memory = newMemory();
    const store = newStore(memory);
    store.update('file:///x.dump', narrowed);
    store.update('untitled:Untitled-1', narrowed);
    const next = newStore(memory);
    assert.deepEqual(next.of('file:///x.dump'), viewOf(narrowed));
    assert.deepEqual(next.of('untitled:Untitled-1'), viewOf());
  });

  it('of the last 100 files outlives the session, if it differs from the initial one', () => {
    const memory = newMemory();
    const store = newStore(memory);
    store.update('file:///other.dump', { text: 'hub' });
    store.update('file:///other.dump', { text: '' });
    for (let n = 0; n <= 100; n++) store.update(`file:///${n}.dump`, { hidden: ['x'] });
    store.update('file:///1.dump', { hidden: ['y'] }); // is the latest now
    const next = newStore(memory);
    assert.deepEqual(
      [0, 1, 2, 100].map((n) => next.of(`file:///${n}.dump`).hidden),
      [[], ['y'], ['x'], ['x']],
    );
    assert.equal(Object.keys(memory.get('viewStates', {})).length, 100);
  });

  it('has the default key if another version of the extension has stored a key that this one does not know', () => {
    const memory = newMemory();
    void memory.update('viewStates', { 'file:///x.dump': { key: 'planet', text: 'hub' } });
    assert.deepEqual(newStore(memory).of('file:///x.dump'), viewOf({ text: 'hub' }));
  });
});

describe('A view', () => {
  it('selects all goroutines if it has no filter and hides no group', () => {
    assert.equal(selectionOf(viewOf()), undefined);
    assert.equal(selectionOf(viewOf({ key: 'state', order: 'wait' })), undefined);
  });

  it('selects by its filters and without its hidden groups', () => {
    assert.deepEqual(selectionOf(viewOf({ hidden: ['x'] })), { text: '', classes: [], hidden: ['x'] });
    const { text, classes, hidden, function: symbol } = narrowed;
    assert.deepEqual(selectionOf(viewOf(narrowed)), { text, classes, hidden, function: symbol });
  });

  it('is filtered by a text, a function or a class, not by hidden groups', () => {
    assert.equal(isFiltered(viewOf({ text: 'hub' })), true);
    assert.equal(isFiltered(viewOf({ function: received<string>('main.f') })), true);
    assert.equal(isFiltered(viewOf({ classes: ['lock'] })), true);
    assert.equal(isFiltered(viewOf({ hidden: ['x'] })), false);
    assert.equal(isFiltered(viewOf({ ...narrowed, ...unfiltered })), false);
  });
});

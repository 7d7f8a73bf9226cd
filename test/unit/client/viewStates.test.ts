import assert from 'node:assert/strict';
import { events, Uri, workspace } from './vscode';
import { ViewStates } from '../../../src/client/dumps/viewStates';
import { newMemory } from './memory';

describe('The view states of documents', () => {
  const uri = 'untitled:Untitled-1';
  const document = { uri: Uri.parse(uri) };

  afterEach(() => {
    workspace.textDocuments = [];
  });

  it('are forgotten when an untitled document is closed: the next one may have its name', () => {
    const views = new ViewStates(newMemory());
    const before = views.of(uri);
    views.update(uri, { text: 'hub', hidden: ['x'] });
    events.closed.fire(document);
    assert.deepEqual(views.of(uri), before);
  });

  it('stay when its language is changed, which closes it and opens it again', () => {
    workspace.textDocuments = [document];
    const views = new ViewStates(newMemory());
    views.update(uri, { text: 'hub' });
    events.closed.fire(document);
    assert.equal(views.of(uri).text, 'hub');
  });
});

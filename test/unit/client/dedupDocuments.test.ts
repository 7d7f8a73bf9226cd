import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { events, Uri, workspace } from './vscode';
import { DedupDocuments } from '../../../src/client/documents/dedupDocuments';
import { ServerFiles } from '../../../src/client/dumps/serverFiles';
import { Dumps } from '../../../src/client/dumps/dumps';
import { ViewStates } from '../../../src/client/dumps/viewStates';
import { newMemory } from './memory';
import { newServer } from './server';

describe('A deduplicated document', () => {
  const dump = 'file:///hang.dump';
  const other = 'file:///notes.txt';
  const edit = (uri: string) => {
    events.changed.fire({ document: { uri: Uri.parse(uri) }, contentChanges: [{}] });
  };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
    workspace.textDocuments = [];
  });

  it('is rendered again after an edit of its dump, whatever else is edited meanwhile', () => {
    const { server } = newServer();
    const documents = new DedupDocuments(
      server,
      new Dumps(new ServerFiles(server)),
      new ViewStates(newMemory()),
    );
    const uri = documents.uriOf(dump);
    workspace.textDocuments = [{ uri: Uri.parse(uri.toString()) }];
    const rendered: string[] = [];
    documents.onDidChange((changed) => rendered.push(changed.toString()));
    edit(dump);
    mock.timers.tick(300);
    edit(other);
    mock.timers.tick(300);
    assert.deepEqual(rendered, [uri.toString()]);
    mock.timers.tick(10_000);
    assert.deepEqual(rendered, [uri.toString()]);
    documents.dispose();
  });
});

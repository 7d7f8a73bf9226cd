import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { EventEmitter, liveSources } from './vscode';
import type { Dumps } from '../../../src/client/dumps/dumps';
import type { ActiveDump } from '../../../src/client/dumps/activeDump';
import { FindingList } from '../../../src/client/dumps/findingList';
import { GroupList, type LongWork } from '../../../src/client/dumps/groupList';
import { ViewStates } from '../../../src/client/dumps/viewStates';
import { findingsRequest, groupsRequest, summaryRequest } from '../../../src/protocol';
import { newMemory } from './memory';
import { newServer } from './server';
import { countsOf } from './shown';

const uri = 'file:///hang.dump';
const answers: Readonly<Record<string, unknown>> = {
  [summaryRequest.method]: { groups: 1, sections: [{}], problems: [] },
  [groupsRequest.method]: { groups: [], ...countsOf({}) },
  [findingsRequest.method]: { findings: [] },
};

describe('The lists of groups and findings', () => {
  let cancel: () => void;
  const longWork: LongWork = (work, stop) => {
    cancel = stop;
    return work;
  };
  const lists = () => {
    const { requests, server } = newServer();
    const active = { dump: { uri }, onDidChange: new EventEmitter<void>().event } as unknown as ActiveDump;
    const dumps = { open: () => Promise.resolve(1) } as unknown as Dumps;
    const groups = new GroupList(server, active, new ViewStates(newMemory()), dumps, longWork);
    const findings = new FindingList(server, groups, longWork);
    /** Answers the requests that wait. */
    const answer = async () => {
      await turn();
      for (const request of requests.splice(0)) request.answer(answers[request.method]);
      await turn();
    };
    return { groups, findings, answer };
  };

  beforeEach(() => {
    liveSources.clear();
  });

  it('dispose the token sources of requests, answered or replaced by later ones', async () => {
    const { groups, findings, answer } = lists();
    void groups.refresh();
    void groups.refresh();
    await answer(); // the summary
    await answer(); // the groups
    void findings.refresh();
    await answer();
    assert.deepEqual([groups.current.kind, findings.current.kind], ['dump', 'found']);
    assert.equal(liveSources.size, 0);
  });

  it('are cancelled, not failed, if the user cancels', async () => {
    const { groups, findings, answer } = lists();
    void groups.refresh();
    await turn();
    cancel();
    await turn();
    assert.equal(groups.current.kind, 'cancelled');
    void groups.refresh();
    await answer(); // the summary
    await answer(); // the groups
    cancel();
    await turn();
    assert.equal(findings.current.kind, 'cancelled');
    assert.equal(liveSources.size, 0);
  });
});

import assert from 'node:assert/strict';
import { groupKeys } from '../../src/core';
import {
  dedupRequest,
  stackTextRequest,
  findGoroutineRequest,
  goroutineIdsRequest,
  goroutinesRequest,
  type GroupAtParams,
  groupAtRequest,
  type Step,
  type StepParams,
  stepRequest,
  type GroupsParams,
  groupsRequest,
  summaryRequest,
  type GroupKey,
  type Selection,
} from '../../src/protocol';
import { anycable, expectedDumps } from '../fixtures';
import { Client, type Document, hubDebug2, hubSigquit, hubTrimpath } from './client';

/** Two groups by stack, three goroutines in the larger one; labels, minutes, an elision. */
const small = `goroutine 1 [running]:
main.main()
\t/home/gopher/lab/main.go:5 +0x1

goroutine 7 [sync.Mutex.Lock, 2 minutes] {job: resize, user: "a b"}:
sync.(*Mutex).Lock(0xc000010000)
\t/usr/local/go/src/sync/mutex.go:46 +0x1
main.work(0x1)
\t/home/gopher/lab/work.go:20 +0x30
...7 frames elided...
created by main.main in goroutine 1
\t/home/gopher/lab/main.go:4 +0x1

goroutine 8 [sync.Mutex.Lock, 5 minutes]:
sync.(*Mutex).Lock(0xc000010000)
\t/usr/local/go/src/sync/mutex.go:46 +0x1
main.work(0x2)
\t/home/gopher/lab/work.go:20 +0x30
...9 frames elided...
created by main.main in goroutine 1
\t/home/gopher/lab/main.go:4 +0x1

goroutine 9 [chan send]:
main.send(0x2)
\t/home/gopher/lab/work.go:30 +0x30
created by main.main in goroutine 1
\t/home/gopher/lab/main.go:4 +0x1
`;

describe('Our own requests:', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  const groups = async (document: Document, params: Omit<GroupsParams, 'uri'> = {}) =>
    await client.ask(groupsRequest, { uri: document.uri, ...params });

  describe('summary', () => {
    for (const [path, expected] of expectedDumps().filter(([file]) => file.startsWith('lab/'))) {
      it(`counts the goroutines and states of ${path}`, async () => {
        const { uri } = await client.openFixture(path);
        const { goroutines, states } = await client.ask(summaryRequest, { uri });
        assert.deepEqual(
          { goroutines, states },
          { goroutines: expected.goroutines, states: expected.states },
        );
      });
    }

    it('counts groups and classes, and knows the longest wait', async () => {
      const figures = async (path: string) => {
        const { uri } = await client.openFixture(path);
        const { goroutines, groups: count, longestWaitMinutes } = await client.ask(summaryRequest, { uri });
        return [goroutines, count, longestWaitMinutes];
      };
      assert.deepEqual(await figures(hubSigquit), [1499, 24, 2]);
      assert.deepEqual(await figures(hubDebug2), [1492, 18, 2]);
      assert.deepEqual(await figures(hubTrimpath), [1492, 18, 0]);
      const { uri } = await client.openFixture(hubDebug2);
      const { classes, problems } = await client.ask(summaryRequest, { uri });
      assert.equal(classes.lock, 820 + 1 + 29 + 1); // also the WaitGroup
      assert.equal(classes.channel, 625);
      assert.deepEqual(problems, []);
    });

    it('knows when a dump was logged, from its lines or those just above it', async () => {
      const goroutine = 'goroutine 1 [select]:\nmain.f()\n\t/x.go:1\n';
      const timesOf = async (text: string) => {
        const { uri } = await client.open(text);
        return (await client.ask(summaryRequest, { uri })).sections.map(({ time }) => time);
      };
      const log = '2026/01/02 03:04:05 stopping\n\nSIGQUIT: quit\n\n';
      assert.deepEqual(await timesOf(log + goroutine), ['2026/01/02 03:04:05']);
      const stamped = goroutine.replace(/^(?=.)/gm, '2026-01-02T03:04:05.678Z stdout F ');
      assert.deepEqual(await timesOf(stamped), ['2026-01-02T03:04:05.678Z']);
      assert.deepEqual(await timesOf(goroutine), [undefined]);
    });

    it('reports what could not be read', async () => {
      const { uri } = await client.open(
        'goroutine 1 [select]:\nmain.f()\n\t/x.go:1\n!!! what is this?\nmain.g()\n\t/x.go:2\n',
      );
      const { problems } = await client.ask(summaryRequest, { uri });
      assert.deepEqual(
        problems.map(({ line }) => line),
        [3],
      );
    });
  });

  describe('groups', () => {
    it('come largest first, with all their properties', async () => {
      const document = await client.open(small);
      const { groups: found, shown, all } = await groups(document);
      assert.deepEqual(all, { groups: 3, goroutines: 4, stacks: 0, races: 0 });
      assert.deepEqual(shown, all);
      assert.deepEqual(await client.idsOfGroups({ uri: document.uri }), [[7, 8], [1], [9]]);
      const [{ id, ...first }] = found as [(typeof found)[number]];
      const file = '/home/gopher/lab/work.go';
      const work = { function: 'main.work', file, line: 20, userCode: true };
      assert.match(id, /^\w+$/);
      assert.deepEqual(first, {
        key: 'stack',
        count: 2,
        wait: 'Mutex.Lock',
        name: 'work',
        states: { 'sync.Mutex.Lock': 2 },
        waitMinutes: { min: 2, max: 5 },
        class: 'lock',
        headline: work,
        frames: [
          {
            function: 'sync.(*Mutex).Lock',
            file: '/usr/local/go/src/sync/mutex.go',
            line: 46,
            userCode: false,
            runtime: true,
          },
          { ...work, elided: 7 },
        ],
        createdBy: { function: 'main.main', file: '/home/gopher/lab/main.go', line: 4, userCode: true },
        line: 4,
      });
    });

    it('of the hub are those that its README lists', async () => {
      const { groups: found } = await groups(await client.openFixture(hubDebug2));
      const rows = found.map((group) => [
        group.count,
        Object.keys(group.states).join(),
        `${group.headline.file.replace(/.*\//, '')}:${group.headline.line}`,
      ]);
      assert.deepEqual(rows.slice(0, 5), [
        [820, 'sync.Mutex.Lock', 'hub.go:70'],
        [600, 'chan receive', 'session.go:32'],
        [24, 'chan send', 'hub.go:60'],
        [16, 'sync.RWMutex.RLock', 'hub.go:101'],
        [13, 'sync.RWMutex.RLock', 'hub.go:90'],
      ]);
      assert.ok(rows.some((row) => row.join() === '1,sync.RWMutex.Lock,hub.go:70'));
      const toBlame = found.find(({ frames }) => frames[1]?.line === 94)!;
      assert.deepEqual([toBlame.count, toBlame.states], [1, { 'chan send': 1 }]);
    });

    const byKey: Readonly<Record<GroupKey, readonly (readonly [string | undefined, readonly number[]])[]>> = {
      stack: [
        [undefined, [7, 8]],
        [undefined, [1]],
        [undefined, [9]],
      ],
      stackAndState: [
        [undefined, [7, 8]],
        [undefined, [1]],
        [undefined, [9]],
      ],
      functions: [
        [undefined, [7, 8]],
        [undefined, [1]],
        [undefined, [9]],
      ],
      userFrame: [
        [undefined, [7, 8]],
        [undefined, [1]],
        [undefined, [9]],
      ],
      creator: [
        ['created by main.main at main.go:4', [7, 8, 9]],
        ['no creator', [1]],
      ],
      state: [
        ['sync.Mutex.Lock', [7, 8]],
        ['running', [1]],
        ['chan send', [9]],
      ],
      package: [['main', [1, 7, 8, 9]]],
      label: [
        ['no labels', [1, 8, 9]],
        ['job: resize, user: a b', [7]],
      ],
      lock: [
        ['0xc000010000', [7, 8]],
        ['no lock or shared channel known', [1, 9]],
      ],
    };
    for (const [key, expected] of Object.entries(byKey)) {
      it(`can be made by ${key}`, async () => {
        const document = await client.open(small);
        const params = { key: key as GroupKey };
        const { groups: found } = await groups(document, params);
        const ids = await client.idsOfGroups({ uri: document.uri, ...params });
        assert.deepEqual(
          found.map(({ title }, index) => [title, ids[index]]),
          expected,
        );
      });
    }

    it('by several keys have parts, whose goroutines can be asked for', async () => {
      const document = await client.open(small);
      const { uri } = document;
      const key = ['package', 'stack'] as const;
      const [main] = (await groups(document, { key })).groups;
      assert.equal(main!.title, 'main');
      assert.deepEqual(
        main!.groups!.map(({ count, title, frames }) => [count, title, frames.at(-1)!.function]),
        [
          [2, undefined, 'main.work'],
          [1, undefined, 'main.main'],
          [1, undefined, 'main.send'],
        ],
      );
      const ids = (groupId: string, filter: Selection = {}) =>
        client.ask(goroutineIdsRequest, { uri, key, groupId, filter, offset: 0, limit: 9 });
      const [first, second] = main!.groups!;
      assert.deepEqual(await ids(main!.id), { total: 4, ids: [1, 7, 8, 9] });
      assert.deepEqual(await ids(first!.id), { total: 2, ids: [7, 8] });
      assert.deepEqual(await ids(second!.id), { total: 1, ids: [1] });
      assert.deepEqual(await ids(first!.id, { text: 'resize' }), { total: 1, ids: [7] });
      assert.deepEqual(await ids(`${main!.id}/x`), { total: 0, ids: [] });
      // A part that the filter selects in part has the full count, and one of which it selects nothing is not there.
      const [filtered] = (await groups(document, { key, filter: { text: 'resize' } })).groups;
      assert.deepEqual(
        filtered!.groups!.map(({ id, count, fullCount }) => [id, count, fullCount]),
        [[first!.id, 1, 2]],
      );
      const byState = await groups(document, { key: ['stackAndState', 'stack'] });
      assert.ok(byState.groups.every((group) => group.groups === undefined));
      const unknown = 'colour' as GroupKey;
      await assert.rejects(groups(document, { key: ['package', unknown] }), /colour/);
    });

    it('by lock have parts by role, the owner of the lock, and who may hold it', async () => {
      const document = await client.openFixture(hubSigquit);
      const { uri } = document;
      const key = ['lock', 'role', 'stack'] as const;
      const { groups: found } = await groups(document, { key });
      assert.deepEqual(
        found.map(({ count, name }) => `${count} × ${name}`),
        ['850 × RWMutex of Hub', '24 × channel', '1 × WaitGroup', '624 × no lock or shared channel known'],
      );
      const [lock, channel, , rest] = found;
      assert.equal(lock!.owner!.type, 'Hub');
      const rows = (all: typeof found = []) => all.map(({ count, wait, name }) => [count, wait, name]);
      assert.deepEqual(rows(lock!.groups), [
        [820, '', 'queued writers'],
        [29, '', 'held-back readers'],
        [1, '', 'pending writer'],
      ]);
      assert.deepEqual(rows(lock!.groups![1]!.groups), [
        [16, 'RWMutex.RLock', 'deliver ← work'],
        [13, 'RWMutex.RLock', 'broadcastToStream'],
      ]);
      assert.deepEqual([channel!.groups, channel!.mayHold], [undefined, undefined]);
      assert.deepEqual(rows(rest!.groups)[0], [600, 'chan receive', 'readLoop']);

      const [run, toBlame] = lock!.mayHold!;
      assert.deepEqual([run!.name, run!.goroutine], ['Run ← main', 36]);
      assert.deepEqual([toBlame!.name, toBlame!.goroutine], ['Schedule ← broadcastToStream', 54]);
      const page = { uri, key, groupId: toBlame!.id, offset: 0, limit: 9 };
      assert.deepEqual(await client.ask(goroutineIdsRequest, page), { total: 1, ids: [54] });
    });

    it('by lock find who may hold a lock whose readers print no address', async () => {
      const { groups: found } = await groups(await client.openFixture(anycable), {
        key: ['lock', 'role', 'stack'],
      });
      const [lock, rest, ...others] = found;
      assert.deepEqual([lock!.count, lock!.name, rest!.count, others], [778, 'RWMutex of Hub', 2761, []]);
      assert.deepEqual(
        lock!.mayHold!.map(({ name, goroutine }) => [name, goroutine]),
        [['schedule ← broadcastToStream', 24]],
      );
    });

    it('are in the background if they are idle by design, or the runtime', async () => {
      const { groups: all } = await groups(await client.openFixture(hubSigquit));
      const reasons = all.flatMap(({ background }) => background ?? []);
      assert.ok(reasons.some(({ kind }) => kind === 'runtime'));
      assert.deepEqual(
        reasons.find(({ reason }) => reason.includes('next connection')),
        { kind: 'idle', reason: 'Waits for the next connection of a client.' },
      );
      assert.equal(reasons.length, 13);
    });

    it('have their ids in separate pages, and not in the list of groups', async () => {
      const document = await client.open(small);
      const { groups: found } = await groups(document);
      assert.ok(!JSON.stringify(found).includes('Ids'));
      const page = { uri: document.uri, groupId: found[0]!.id };
      const ask = (offset: number, limit: number) =>
        client.ask(goroutineIdsRequest, { ...page, offset, limit });
      assert.deepEqual(await ask(0, 1), { total: 2, ids: [7] });
      assert.deepEqual(await ask(1, 100), { total: 2, ids: [8] });
      assert.deepEqual(await ask(2, 100), { total: 2, ids: [] });
    });

    it('make a message that does not grow with the number of goroutines', async () => {
      const size = async (goroutines: number) => {
        const text = Array.from(
          { length: goroutines },
          (_, n) =>
            `goroutine ${10_000 + n} [select]:\nmain.f${n % 50}(0x1)\n\t/home/gopher/lab/work.go:20 +0x30\n`,
        );
        const answer = await groups(await client.open(text.join('\n')));
        assert.equal(answer.groups.length, 50);
        assert.equal(answer.all.goroutines, goroutines);
        return JSON.stringify(answer).length;
      };
      // Only the counts have more digits.
      const digits = 2 * 50 * 2 + 10;
      assert.ok((await size(50_000)) <= (await size(500)) + digits);
    });

    it('cannot be made by a key that does not exist', async () => {
      const document = await client.open(small);
      await assert.rejects(groups(document, { key: 'colour' as GroupKey }), /colour/);
    });

    it('can be filtered by text, by class and by hiding, with counts of what is left out', async () => {
      const document = await client.open(small);
      const ids = async (params: Omit<GroupsParams, 'uri'>) => {
        const { shown, all } = await groups(document, params);
        assert.deepEqual([all.groups, all.goroutines], [3, 4]);
        const found = await client.idsOfGroups({ uri: document.uri, ...params });
        return [found, shown.groups, shown.goroutines];
      };
      assert.deepEqual(await ids({ filter: { text: 'MUTEX' } }), [[[7, 8]], 1, 2]);
      assert.deepEqual(await ids({ filter: { classes: ['channel', 'running'] } }), [[[1], [9]], 2, 2]);
      const hidden = (await groups(document)).groups.slice(0, 2).map(({ id }) => id);
      assert.deepEqual(await ids({ filter: { hidden } }), [[[9]], 1, 1]);
      const hiddenBy = async (key: GroupKey) => (await groups(document, { key, filter: { hidden } })).hidden;
      assert.deepEqual([await hiddenBy('stack'), await hiddenBy('state')], [2, 0]);
    });

    it('with only some selected goroutines contain only those, and have the full count', async () => {
      const document = await client.open(small);
      const [whole] = (await groups(document)).groups;
      const { groups: parts, shown } = await groups(document, { filter: { text: 'user: a b' } });
      assert.ok(!('fullCount' in whole!));
      assert.deepEqual(parts, [
        {
          ...whole,
          count: 1,
          fullCount: 2,
          goroutine: 7,
          states: { 'sync.Mutex.Lock': 1 },
          waitMinutes: { min: 2, max: 2 },
        },
      ]);
      assert.deepEqual(shown, { goroutines: 1, stacks: 0, groups: 1, races: 0 });
    });

    it('come largest selected count first', async () => {
      const document = await client.open(small);
      const ids = (filter: Selection) => client.idsOfGroups({ uri: document.uri, key: 'creator', filter });
      assert.deepEqual(await ids({}), [[7, 8, 9], [1]]);
      assert.deepEqual(await ids({ classes: ['running', 'channel'] }), [[1], [9]]);
    });

    it('can be ordered by longest wait', async () => {
      const document = await client.openFixture(hubDebug2);
      const waits = (await groups(document, { order: 'wait' })).groups.map((group) => group.waitMinutes.max);
      assert.deepEqual(
        waits,
        [...waits].sort((a, b) => b - a),
      );
    });

    it('have the same ids in another dump', async () => {
      const ids = async (text: string) => (await groups(await client.open(text))).groups.map(({ id }) => id);
      assert.deepEqual(await ids(small.replaceAll('0xc00001', '0xc00009')), await ids(small));
    });
  });

  describe('goroutines', () => {
    it('come in pages, in the order of the text', async () => {
      const { uri } = await client.open(small);
      const groupId = (await client.ask(groupsRequest, { uri })).groups[0]!.id;
      const page = (offset: number, limit: number) =>
        client.ask(goroutinesRequest, { uri, groupId, offset, limit });
      assert.deepEqual(await page(0, 1), {
        total: 2,
        goroutines: [
          { id: 7, line: 4, state: 'sync.Mutex.Lock', waitMinutes: 2, labels: ['job: resize', 'user: a b'] },
        ],
      });
      assert.deepEqual(await page(1, 10), {
        total: 2,
        goroutines: [{ id: 8, line: 13, state: 'sync.Mutex.Lock', waitMinutes: 5, labels: [] }],
      });
      assert.deepEqual(await page(2, 10), { total: 2, goroutines: [] });
      assert.deepEqual(await page(-5, -1), { total: 2, goroutines: [] });
    });

    it('are those that the filter selects, and so are their ids', async () => {
      const { uri } = await client.open(small);
      const groupId = (await client.ask(groupsRequest, { uri })).groups[0]!.id;
      const ask = async (filter: Selection) => {
        const params = { uri, groupId, filter, offset: 0, limit: 9 };
        const page = await client.ask(goroutinesRequest, params);
        assert.equal(page.total, page.goroutines.length);
        const ids = page.goroutines.map(({ id }) => id);
        assert.deepEqual(await client.ask(goroutineIdsRequest, params), { total: page.total, ids });
        return ids;
      };
      assert.deepEqual(await ask({ text: 'resize' }), [7]);
      assert.deepEqual(await ask({ text: 'work.go' }), [7, 8]);
      assert.deepEqual(await ask({ text: 'send' }), []);
      assert.deepEqual(await ask({ hidden: [groupId] }), []);
    });

    it('of an unknown group are an empty page', async () => {
      const { uri } = await client.open(small);
      const none = await client.ask(goroutinesRequest, { uri, groupId: 'x', offset: 0, limit: 9 });
      assert.deepEqual(none, { total: 0, goroutines: [] });
    });
  });

  it('findGoroutine finds goroutines by the first digits of their ids', async () => {
    const document = await client.open(small);
    const find = (digits: string, limit = 9) =>
      client.ask(findGoroutineRequest, { uri: document.uri, digits, limit });
    const { goroutines, total } = await find('7');
    assert.equal(total, 1);
    assert.deepEqual(
      goroutines.map((one) => [one.id, one.line, one.state, one.function, one.dump]),
      [[7, 4, 'sync.Mutex.Lock', 'main.work', undefined]],
    );
    assert.deepEqual(
      (await find('')).goroutines.map(({ id }) => id),
      [1, 7, 8, 9],
    );
    const first = await find('', 1);
    assert.deepEqual([first.total, first.goroutines.length], [4, 1]);
    const twice = await client.open(`SIGQUIT: quit\n\n${small}\npanic: boom\n\n${small}`);
    const both = await client.ask(findGoroutineRequest, { uri: twice.uri, digits: '7', limit: 9 });
    assert.deepEqual(
      both.goroutines.map((one) => one.dump),
      ['SIGQUIT: quit', 'panic: boom'],
    );
  });

  describe('groupAt', () => {
    const groupAt = (params: GroupAtParams) => client.ask(groupAtRequest, params);

    it('finds a goroutine and its group from each of its lines', async () => {
      const { uri } = await client.open(small);
      const [locked] = (await client.ask(groupsRequest, { uri })).groups;
      for (const line of [13, 14, 20]) {
        const place = await groupAt({ uri, line });
        assert.deepEqual([place?.groupId, place?.goroutine.id], [locked!.id, 8]);
      }
    });

    it('depends on the key', async () => {
      const { uri } = await client.open(small);
      const id = async (line: number) => (await groupAt({ uri, line, key: 'creator' }))?.groupId;
      assert.equal(await id(13), await id(22));
      assert.notEqual(await id(0), await id(22));
    });

    it('is null between goroutines and beyond the text', async () => {
      const { uri } = await client.open(small);
      for (const line of [3, 1000, -1]) assert.equal(await groupAt({ uri, line }), null);
    });
  });

  describe('step', () => {
    let document: Document;
    before(async () => {
      document = await client.open(small);
    });
    const step = async (line: number, to: Step, params: Partial<StepParams> = {}) =>
      (await client.ask(stepRequest, { uri: document.uri, line, step: to, ...params }))?.id;

    it('goes to the goroutines of the group and wraps around', async () => {
      assert.equal(await step(4, 'nextGoroutine'), 8);
      assert.equal(await step(15, 'nextGoroutine'), 7);
      assert.equal(await step(4, 'previousGoroutine'), 8);
      assert.equal(await step(13, 'previousGoroutine'), 7);
      assert.equal(await step(0, 'nextGoroutine'), 1);
    });

    it('goes to the first goroutine of the groups, largest first, and wraps around', async () => {
      assert.equal(await step(13, 'nextGroup'), 1);
      assert.equal(await step(0, 'nextGroup'), 9);
      assert.equal(await step(22, 'nextGroup'), 7);
      assert.equal(await step(13, 'previousGroup'), 9);
      assert.equal(await step(22, 'previousGroup'), 1);
    });

    it('goes through the groups in the order shown', async () => {
      assert.equal(await step(0, 'nextGroup', { filter: { classes: ['running', 'lock'] } }), 7);
      assert.equal(await step(0, 'previousGroup', { key: 'creator' }), 7);
      assert.equal(await step(0, 'nextGroup', { order: 'wait' }), 9);
      assert.equal(await step(0, 'nextGroup', { filter: { text: 'nothing has this' } }), undefined);
    });

    it('goes to the goroutines that the filter selects', async () => {
      const key = 'creator';
      const locked = { key, filter: { classes: ['lock'] } } as const;
      assert.equal(await step(13, 'nextGoroutine', locked), 7);
      assert.equal(await step(4, 'previousGoroutine', locked), 8);
      assert.equal(await step(22, 'nextGoroutine', locked), 7); // from one that is left out
      assert.equal(await step(22, 'previousGoroutine', locked), 8);
      const others = { key, filter: { classes: ['channel', 'running'] } } as const;
      assert.equal(await step(4, 'nextGroup', others), 1); // from a part that is left out
      assert.equal(await step(0, 'nextGroup', others), 9);
    });

    it('goes to any goroutine of a group that the filter leaves out', async () => {
      const filter = { text: 'send' };
      assert.equal(await step(4, 'nextGoroutine', { filter }), 8);
      assert.equal(await step(4, 'nextGroup', { filter }), 9);
    });

    it('starts with the first group if there is no goroutine at the line', async () => {
      for (const to of ['nextGoroutine', 'previousGoroutine', 'nextGroup', 'previousGroup'] as const) {
        assert.equal(await step(3, to), 7);
      }
    });

    it('leads nowhere in a text without goroutines', async () => {
      const { uri } = await client.open('no dump');
      for (const to of ['nextGoroutine', 'previousGroup'] as const) {
        assert.equal(await client.ask(stepRequest, { uri, line: 0, step: to }), null);
      }
    });
  });

  it("stackText is the text of the group's first goroutine", async () => {
    const { uri } = await client.open(small);
    const groupId = (await client.ask(groupsRequest, { uri })).groups[0]!.id;
    const text = await client.ask(stackTextRequest, { uri, groupId });
    assert.equal(text, `${small.split('\n\n')[1]!}\n`);
    assert.equal(await client.ask(stackTextRequest, { uri, groupId: 'x' }), null);
  });

  it('stackText of any line of a goroutine is that goroutine', async () => {
    const { uri } = await client.open(small);
    const text = (line: number) => client.ask(stackTextRequest, { uri, line });
    for (const line of [13, 16, 19]) assert.equal(await text(line), `${small.split('\n\n')[2]!}\n`);
    for (const line of [3, 9999]) assert.equal(await text(line), null);
  });

  it('dedup has each group once, and is a dump with the same counts', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    const { text } = await client.ask(dedupRequest, { uri });
    assert.equal(text.match(/^goroutine /gm)!.length, 18);
    assert.match(text, /^820 times: \[\d+, /m);
    const again = await client.open(text);
    const figures = async (of: string) => {
      const { goroutines, groups: count } = await client.ask(summaryRequest, { uri: of });
      return { goroutines, count };
    };
    assert.deepEqual(await figures(again.uri), await figures(uri));
  });

  it('dedup shows what the filter selects, and says what it leaves out', async () => {
    const { uri } = await client.open(small);
    const dedup = async (filter: Selection) => (await client.ask(dedupRequest, { uri, filter })).text;
    const [, , , sends] = small.split('\n\n');
    const channels = 'Filtered: 3 of 4 goroutines are left out. Only Channel.';
    assert.equal(await dedup({ classes: ['channel'] }), `${channels}\n\n${sends}`);
    const none = 'Filtered: 4 of 4 goroutines are left out. Only with “nobody”; through main.work.';
    assert.equal(await dedup({ text: 'nobody', function: 'main.work' }), `${none}\n\n`);
  });

  it('dedup has only the selected goroutines of a group', async () => {
    const { uri } = await client.open(small);
    const [, resize] = small.split('\n\n');
    const first = 'Filtered: 3 of 4 goroutines are left out. Only with “resize”.';
    for (const key of ['stack', 'creator'] as const) {
      const { text } = await client.ask(dedupRequest, { uri, key, filter: { text: 'resize' } });
      assert.equal(text, `${first}\n\n${resize}\n`);
    }
  });

  it('dedup has each stack once, with any group key', async () => {
    const { uri } = await client.openFixture(hubDebug2);
    const { text: all } = await client.ask(dedupRequest, { uri });
    for (const key of groupKeys) {
      assert.equal((await client.ask(dedupRequest, { uri, key })).text, all, key);
    }
    const { groups } = await client.ask(groupsRequest, { uri, key: 'state' });
    const hidden = groups.slice(1).map(({ id }) => id);
    const { text } = await client.ask(dedupRequest, { uri, key: 'state', filter: { hidden } });
    const again = await client.open(text);
    const { goroutines, states } = await client.ask(summaryRequest, { uri: again.uri });
    assert.equal(goroutines, groups[0]!.count);
    assert.deepEqual(states, groups[0]!.states);
  });

  it('accept null for absent parameters', async () => {
    const { uri } = await client.open(small);
    for (const request of [groupsRequest, dedupRequest]) {
      const nulls = { uri, section: null, key: null, filter: null, order: null };
      assert.deepEqual(
        await client.connection.sendRequest(request.method, nulls),
        await client.connection.sendRequest(request.method, { uri }),
      );
    }
  });

  it('step rejects an unknown step and lists the known ones', async () => {
    const { uri } = await client.open(small);
    for (const step of [undefined, null, 'sideways']) {
      await assert.rejects(
        client.connection.sendRequest(stepRequest.method, { uri, line: 0, step }),
        /nextGoroutine, previousGoroutine, nextGroup or previousGroup/,
      );
    }
  });

  it('fail for a document that is not open', async () => {
    const uri = 'file:///dumps/unknown.dump';
    for (const request of [summaryRequest, groupsRequest, dedupRequest]) {
      await assert.rejects(
        client.ask<{ uri: string }, unknown>(request, { uri }),
        /unknown\.dump is not an open document/,
      );
    }
  });
});

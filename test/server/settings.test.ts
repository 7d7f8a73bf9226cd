import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  LSPErrorCodes,
  ShowMessageNotification,
} from 'vscode-languageserver-protocol/node';
import { groupsRequest, resolveRequest, summaryRequest } from '../../src/protocol';
import { Client, type Document, editor, hubDebug2 } from './client';

async function lensCount(client: Client, { textDocument }: Document): Promise<number> {
  return (await client.connection.sendRequest(CodeLensRequest.type, { textDocument }))!.length;
}

/** Notifies the server like an editor that answers requests for settings. */
async function change(client: Client, settings: unknown): Promise<void> {
  client.settings = settings;
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
}

/** Settings that the editor answers late. */
function lateSettings() {
  let answer: (settings: unknown) => void = () => undefined;
  const settings = new Promise((resolve) => {
    answer = resolve;
  });
  return { settings, answer };
}

describe('Settings', () => {
  it('are awaited if they arrive late', async () => {
    const { settings, answer } = lateSettings();
    const client = await Client.start({ settings });
    const document = await client.openFixture(hubDebug2);
    const lenses = lensCount(client, document);
    await client.ask(summaryRequest, { uri: document.uri }); // is answered in the meantime
    answer({ codeLens: false });
    assert.equal(await lenses, 0);
    await client.stop();
  });

  it('name groups, make the editor ask again, and are told once where they are not valid', async () => {
    const client = await Client.start({ settings: {} });
    const warnings: string[] = [];
    client.connection.onNotification(ShowMessageNotification.method, ({ message }: { message: string }) => {
      warnings.push(message);
    });
    const { uri } = await client.openFixture(hubDebug2);
    const name = async () => (await client.ask(groupsRequest, { uri })).groups[1]!.name;
    assert.equal(await name(), 'readLoop');
    for (const trim of [['Loop'], ['Loop'], ['read']]) {
      const before = client.changed.length;
      await change(client, { names: { trim, fold: [42] } });
      await client.untilChanged(before + 1);
    }
    assert.equal(await name(), 'Loop');
    assert.deepEqual(warnings, [
      'Rules of goroutineDump.names are ignored. In “fold”, 42 names no function.',
    ]);
    await client.stop();
  });

  it('do not delay a request that is cancelled', async () => {
    const { settings, answer } = lateSettings();
    const client = await Client.start({ settings });
    const { textDocument } = await client.openFixture(hubDebug2);
    const cancellation = new CancellationTokenSource();
    const lenses = client.connection.sendRequest(CodeLensRequest.type, { textDocument }, cancellation.token);
    cancellation.cancel();
    answer({});
    await assert.rejects(lenses, { code: LSPErrorCodes.RequestCancelled });
    await client.stop();
  });

  it('switch lenses off and on again, and make the editor ask again', async () => {
    const client = await Client.start({ settings: { codeLens: false } });
    const document = await client.openFixture(hubDebug2);
    assert.equal(await lensCount(client, document), 0);
    const before = client.changed.length;
    await change(client, { codeLens: true });
    await client.untilChanged(before + 1);
    assert.ok((await lensCount(client, document)) > 18);
    assert.ok(client.codeLensRefreshes > 0);
    await client.stop();
  });

  it('change the targets of frames immediately', async () => {
    const client = await Client.start({ folders: [] });
    const { uri } = await client.openFixture(hubDebug2);
    const file = client.machine.write('elsewhere/hub.go', 'package node\n');
    const frame = { function: 'main.f', file: '/build/hub.go', line: 1 };
    const targets = async () => (await client.ask(resolveRequest, { uri, frame })).targets;
    assert.deepEqual(await targets(), []);
    const before = client.changed.length;
    await change(client, { substitutePath: [{ from: '/build', to: file.replace('/hub.go', '') }] });
    await client.untilChanged(before + 1);
    assert.equal((await targets()).length, 1);
    await client.stop();
  });

  for (const settings of [null, 42, { codeLens: 'no', substitutePath: [{ from: 1 }, 'x', null] }]) {
    it(`fall back to the defaults if they are invalid: ${JSON.stringify(settings)}`, async () => {
      const client = await Client.start({ settings });
      const document = await client.openFixture(hubDebug2);
      assert.ok((await lensCount(client, document)) > 18);
      await client.stop();
    });
  }

  it('come from notifications if the editor does not answer requests', async () => {
    const client = await Client.start({ capabilities: {} });
    const document = await client.openFixture(hubDebug2);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { goroutineDump: { codeLens: false } },
    });
    assert.equal(await lensCount(client, document), 0);
    await client.stop();
  });

  it('are watched if the editor supports it', async () => {
    const client = await Client.start({ capabilities: editor });
    const document = await client.openFixture(hubDebug2);
    await lensCount(client, document);
    assert.ok(
      client.registrations.some(({ method }) => method === DidChangeConfigurationNotification.method),
    );
    await client.stop();
  });
});

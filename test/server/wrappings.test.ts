import assert from 'node:assert/strict';
import {
  CodeLensRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  ReferencesRequest,
  SemanticTokensRangeRequest,
} from 'vscode-languageserver-protocol/node';
import {
  dedupRequest,
  duplicatesRequest,
  findGoroutineRequest,
  findingsRequest,
  goroutinesRequest,
  groupAtRequest,
  groupsRequest,
  placeAtRequest,
  racesRequest,
  stackTextRequest,
  stepRequest,
  summaryRequest,
} from '../../src/protocol';
import { wrappings } from '../fixtures';
import { Client, type Document } from './client';

const columns = [0, 9, 14, 25, 40];
const maxLines = 25;
const steps = ['nextGoroutine', 'previousGoroutine', 'nextGroup', 'previousGroup'] as const;

interface Place {
  readonly line: number;
  readonly character?: number;
}

/** All ranges and places of the document in an answer of the server, whatever its shape. */
function* placesIn(answer: unknown, uri: string): Generator<readonly [from: Place, to: Place]> {
  if (typeof answer !== 'object' || answer === null) return;
  const fields = answer as Partial<Record<string, unknown>>;
  const { start, end, startLine, endLine, line, targetUri = uri } = fields;
  if (targetUri !== uri) {
    yield* placesIn(fields.originSelectionRange, uri);
    return;
  }
  if (typeof start === 'object' && typeof end === 'object') yield [start as Place, end as Place];
  else if (typeof startLine === 'number') yield [{ line: startLine }, { line: endLine as number }];
  // A frame has a line of source.
  else if (typeof line === 'number' && !('file' in fields) && !('uri' in fields))
    yield [fields as unknown as Place, fields as unknown as Place];
  for (const value of Object.values(fields)) yield* placesIn(value, uri);
}

function checkPlaces(document: Document, what: string, answer: unknown): void {
  for (const [from, to] of placesIn(answer, document.uri)) {
    const shown = `${what}: ${JSON.stringify([from, to])}`;
    for (const { line, character = 0 } of [from, to]) {
      assert.ok(line >= 0 && line < document.text.split('\n').length, shown);
      assert.ok(character >= 0 && character <= document.line(line).length, shown);
    }
    const isOrdered =
      from.line < to.line || (from.line === to.line && (from.character ?? 0) <= (to.character ?? 0));
    assert.ok(isOrdered, shown);
  }
}

async function checkAll(client: Client, document: Document): Promise<void> {
  const { connection } = client;
  const { textDocument, uri } = document;
  const lineCount = document.text.split('\n').length;
  const check = async (what: string, answer: Promise<unknown>) => {
    checkPlaces(document, what, await answer);
  };
  for (const { method } of [CodeLensRequest, DocumentLinkRequest, DocumentSymbolRequest, FoldingRangeRequest])
    await check(method, connection.sendRequest(method, { textDocument }));
  const range = { start: { line: 0, character: 0 }, end: { line: lineCount - 1, character: 0 } };
  const tokens = await connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range });
  checkTokens(document, tokens?.data ?? []);
  await client.ask(findingsRequest, { uri }); // its lines are those of the source
  await check('races', client.ask(racesRequest, { uri }));
  await check('found', client.ask(findGoroutineRequest, { uri, digits: '', limit: 100 }));
  const { copies } = await client.ask(duplicatesRequest, { uri });
  for (const line of copies.flatMap(({ lines }) => lines)) assert.ok(line < lineCount);
  const { sections, problems } = await client.ask(summaryRequest, { uri });
  checkPlaces(document, 'sections', sections);
  for (const { line, endLine } of problems) assert.ok(line <= endLine && endLine <= lineCount);
  assert.ok((await client.ask(dedupRequest, { uri })).text.length >= 0);
  for (const { id: groupId } of (await client.ask(groupsRequest, { uri })).groups)
    await check('goroutines', client.ask(goroutinesRequest, { uri, groupId, offset: 0, limit: 100 }));
  for (let line = 0; line < Math.min(lineCount, maxLines); line++) {
    for (const character of columns.filter((column) => column <= document.line(line).length)) {
      const at = { textDocument, position: { line, character } };
      for (const { method } of [DefinitionRequest, DocumentHighlightRequest, HoverRequest, ReferencesRequest])
        await check(method, connection.sendRequest(method, { ...at, context: { includeDeclaration: true } }));
      const place = { uri, line, character };
      await check('group', client.ask(groupAtRequest, place));
      await check('place', client.ask(placeAtRequest, place));
      const text = await client.ask(stackTextRequest, place);
      assert.ok(text === null || text.endsWith('\n'));
    }
    for (const step of steps) await check(step, client.ask(stepRequest, { uri, line, step }));
  }
}

/** Each token has five numbers, of which the first two are relative to the token before. */
function checkTokens(document: Document, data: readonly number[]): void {
  let line = 0;
  let character = 0;
  for (let n = 0; n < data.length; n += 5) {
    const [lines, characters, length] = data.slice(n, n + 3) as [number, number, number];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const from = { line, character };
    checkPlaces(document, 'token', { start: from, end: { line, character: character + length } });
  }
}

describe('A dump as it reaches people', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  for (const [path, text] of wrappings()) {
    it(`has answers within the document: ${path}`, async () => {
      const document = await client.open(text);
      await checkAll(client, document);
      await document.close();
    });
  }
});

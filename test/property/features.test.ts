import { CancellationToken, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DumpDocument } from '../../src/server/dumps/dumpDocument';
import { DumpStore } from '../../src/server/dumps/dumpStore';
import { KnownFindings } from '../../src/server/dumps/knownFindings';
import { codeLenses } from '../../src/server/features/codeLens';
import { definition } from '../../src/server/features/definition';
import { documentLinks } from '../../src/server/features/documentLink';
import { documentSymbols } from '../../src/server/features/documentSymbol';
import { foldingRanges } from '../../src/server/features/foldingRange';
import { hover } from '../../src/server/features/hover';
import { documentHighlights, references } from '../../src/server/features/references';
import { shownGoroutine } from '../../src/server/features/shownGoroutine';
import { semanticTokens } from '../../src/server/features/semanticTokens';
import { workspaceSymbols } from '../../src/server/features/workspaceSymbol';
import { dedup } from '../../src/server/requests/dedup';
import { duplicates } from '../../src/server/requests/duplicates';
import { groupAt } from '../../src/server/requests/groupAt';
import { groups } from '../../src/server/requests/groups';
import { placeAt } from '../../src/server/requests/placeAt';
import { races } from '../../src/server/requests/races';
import { step } from '../../src/server/requests/step';
import { summary } from '../../src/server/requests/summary';
import { resolveAll } from '../resolveAll';
import { assertLinear, measuringTime } from '../linearTime';

const uri = 'file:///hang.dump';
const header = 'goroutine 1 [running]:\n';

/** Texts that an attacker would write, by size, and a position in each where the cursor may stand. */
const shapes: Readonly<Record<string, readonly [text: (size: number) => string, cursor: Position]>> = {
  'one name many times in a line': [
    (size) =>
      `${header}main.f()\n\t/x/main.go:1 +0x1\nmain.f(${'main.f '.repeat(size)})\n\t/x/main.go:1 +0x1\n`,
    Position.create(1, 2),
  ],
  'one address many times in a line': [
    (size) => `${header}main.f(${'0xc000010000, '.repeat(size)}0x1)\n\t/x/main.go:1 +0x1\n`,
    Position.create(1, 9),
  ],
  'one stack of many frames': [
    (size) => header + repeated(size, (n) => `main.f${n}()\n\t/x/main.go:${n} +0x1\n`),
    Position.create(1, 2),
  ],
  'many stacks': [(size) => goroutines(size), Position.create(1, 2)],
  'many stacks of loggers': [
    (size) => repeated(size, (n) => `error: x\nmain.f${n}\n\t/x/main.go:${n}\n\n`),
    Position.create(1, 2),
  ],
  'many lines of a JSON log': [
    (size) => repeated(size, (n) => `{"stack":[{"func":"f${n}","line":"30","source":"main.go"}]}\n`),
    Position.create(0, 22),
  ],
  'two prefixes in turn': [
    (size) =>
      goroutines(size)
        .split('\n')
        .map((line, n) => `${n % 2 === 0 ? 'web-1' : 'api-22'} | ${line}`)
        .join('\n'),
    Position.create(1, 12),
  ],
  'two services, line by line': [
    (size) =>
      goroutines(size)
        .split('\n')
        .map((line) => `web-1 | ${line}\napi-22 | ${line}`)
        .join('\n'),
    Position.create(2, 12),
  ],
  'a dump in one line': [(size) => `${JSON.stringify({ log: goroutines(size) })}\n`, Position.create(0, 40)],
  'one long list of ids': [
    (size) =>
      `${header}${size} times: [${repeated(size, (n) => `${n}, `)}7]\nmain.f()\n\t/x/main.go:1 +0x1\n`,
    Position.create(1, 20),
  ],
  'many data races': [
    (size) =>
      repeated(
        size,
        (n) =>
          `==================\nWARNING: DATA RACE\nWrite at 0x00c0000${n} by goroutine 7:\n` +
          `  main.f${n}()\n      /x/main.go:${n} +0x1\n\n` +
          `Previous read at 0x00c0000${n} by main goroutine:\n  main.main()\n      /x/main.go:9 +0x1\n==================\n`,
      ),
    Position.create(3, 4),
  ],
  'many locks that goroutines wait for': [
    (size) =>
      repeated(
        size,
        (n) =>
          `goroutine ${n} [sync.Mutex.Lock]:\nsync.(*Mutex).Lock(0xc${n.toString(16).padStart(6, '0')}000)\n` +
          '\t/go/src/sync/mutex.go:46 +0x1\nmain.f()\n\t/x/main.go:1 +0x1\n\n',
      ),
    Position.create(1, 2),
  ],
  'many sections of two kinds': [
    (size) =>
      repeated(
        4 * size,
        (n) =>
          `panic: x\n\n${header}main.f${n}()\n\t/x/main.go:1 +0x1\n\n` +
          `error: x\nmain.g${n}\n\t/x/main.go:2\n\n`,
      ),
    Position.create(3, 2),
  ],
};

function repeated(size: number, text: (n: number) => string): string {
  return Array.from({ length: size }, (_, n) => text(n + 1)).join('');
}

function goroutines(size: number): string {
  return repeated(size, (n) => `goroutine ${n} [running]:\nmain.f${n}()\n\t/x/main.go:${n} +0x1\n\n`);
}

type Answer = (document: DumpDocument, cursor: Position, dumps: DumpStore) => unknown;

const token = CancellationToken.None;
const resolve = () => Promise.resolve({ targets: [], lookedIn: [] });
const everything = ({ text: { document } }: DumpDocument) => ({
  start: Position.create(0, 0),
  end: Position.create(document.lineCount - 1, 0),
});

const features: Readonly<Record<string, Answer>> = {
  highlights: (document, cursor) => documentHighlights(document, cursor, token),
  references: (document, cursor) => references(document, cursor, token),
  definition: (document, cursor, dumps) => definition(document, cursor, { dumps, resolve }, token),
  hover: (document, cursor, dumps) =>
    hover(
      document,
      cursor,
      {
        resolve,
        read: () => Promise.resolve(undefined),
        folders: [],
        partsAt: () => [],
        goroutineAtLine: (line, id) => shownGoroutine(document, line, dumps, id),
        commandLinks: true,
      },
      token,
    ),
  'code lenses': (document, _, dumps) => codeLenses(document, dumps, new KnownFindings(), resolveAll, token),
  links: (document) => documentLinks(document, token),
  outline: (document) => documentSymbols(document, token),
  folding: (document) => foldingRanges(document, token),
  'semantic tokens': (document) => semanticTokens(document, everything(document), token),
  'workspace symbols': (document) => workspaceSymbols([document], 'f', token),
};

/** Answers about groups, which depend on how many stacks, locks or sections there are, not on the lines. */
const requests: Readonly<Record<string, Answer>> = {
  summary: (document) => summary(document, { uri }, token),
  'groups by stack': (document) => groups(document, { uri }),
  'groups by lock and stack': async (document) => {
    await document.prepare('lock', token);
    return groups(document, { uri, key: ['lock', 'stack'] });
  },
  'groups by creator and stack': (document) => groups(document, { uri, key: ['creator', 'stack'] }),
  dedup: (document) => dedup(document, { uri }, token),
  'next goroutine': (document, cursor) => step(document, { uri, ...cursor, step: 'nextGoroutine' }),
  'previous group': (document, cursor) => step(document, { uri, ...cursor, step: 'previousGroup' }),
  'group at the cursor': (document, cursor) => groupAt(document, { uri, ...cursor }, document),
  'place of the cursor': (_, cursor, dumps) => placeAt(dumps, { uri, ...cursor }),
  duplicates: (document) => duplicates(document),
  races: (document) => races(document, { uri }),
};

/** Reads texts of a shape, each size once for all features. */
function reader(text: (size: number) => string): (size: number) => DumpStore {
  const read = new Map<number, DumpStore>();
  return (size) => {
    const known = read.get(size);
    if (known !== undefined) return known;
    const document = TextDocument.create(uri, 'goroutine-dump', 1, text(size));
    const dumps = new DumpStore({ get: () => document, keys: () => [uri] });
    dumps.get(uri);
    read.set(size, dumps);
    return dumps;
  };
}

/** The dump without its groups, which it keeps once they are made. */
function withoutGroups({ documents }: DumpStore): DumpDocument {
  documents.updateUserCode();
  return documents.get(uri)!;
}

describe('Answers of the server take time linear in the text', () => {
  for (const [shape, [text, cursor]] of Object.entries(shapes)) {
    describe(`with ${shape}`, () => {
      const read = reader(text);
      const check = (feature: string, answer: Answer, documentOf: (dumps: DumpStore) => DumpDocument) => {
        it(feature, async () => {
          await assertLinear(
            (size) => {
              const dumps = read(size);
              return () => answer(documentOf(dumps), cursor, dumps);
            },
            8000,
            32_000,
          );
        }).timeout(measuringTime);
      };
      for (const [feature, answer] of Object.entries(features)) {
        check(feature, answer, ({ documents }) => documents.get(uri)!);
      }
      if (!shape.startsWith('many ')) return;
      for (const [request, answer] of Object.entries(requests)) check(request, answer, withoutGroups);
    });
  }
});

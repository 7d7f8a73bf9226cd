// Measures how long findings take for a large dump of a large module, over the wire and in the core.
import { execFile } from 'node:child_process';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fileDumpUri, findingsRequest, openFileRequest, summaryRequest } from '../src/protocol';
import { type GoModule, makeGoModule } from './generate/goModule';
import { type DumpForm, moduleDump, stackCount } from './generate/moduleDump';
import { bundled } from './measure/bundle';
import type { Diagnosed } from './measure/diagnosis';
import { MeasuredServer } from './measure/server';
import { table } from './table';

const run = promisify(execFile);

/** The script that `npm run build` makes. */
const server = join(__dirname, '../dist/server.js');
const packages = 150;
const sizes = { goroutines: 100_000, stacks: 500, deadlocks: 5 };
/** Number of packages with a deadlock or a busy holder. */
const hangs = 5 * sizes.deadlocks;

/** All measurements of one form. Times in seconds, memory in bytes. */
interface Measured {
  readonly form: DumpForm;
  readonly bytes: number;
  readonly found: readonly string[];
  readonly parse: number;
  /** Times of the first answer, and of the next one, for which the files have been read. */
  readonly first: number;
  readonly next: number;
  /** Processor time of the server for the first answer. On a busy machine, the answer takes longer than that. */
  readonly processor: number;
  /** Longest wait of another request meanwhile. */
  readonly longestWait: number;
  /** Peak memory of the server until the dump was read, and until the findings were answered. */
  readonly memory: readonly [parsed: number, found: number];
  readonly core: Diagnosed;
}

/** @param say reports progress @returns tables, and what is wrong with the findings */
export async function benchFindings(
  say: (text: string) => void,
): Promise<{ readonly tables: string; readonly wrong: readonly string[] }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'findings-')));
  try {
    say('findings: generating the module and the dumps…');
    const module = makeGoModule(packages);
    writeModule(module, folder);
    const results: Measured[] = [];
    for (const form of ['sigquit', 'debug2'] as const) results.push(await measure(module, folder, form, say));
    const stacks = stackCount(module, sizes.stacks, sizes.deadlocks);
    return {
      tables: `Findings for ${sizes.goroutines.toLocaleString('en')} goroutines in ${stacks} groups, and a module of ${module.files.length - 1} files:\n\n${tableOf(results)}`,
      wrong: results.flatMap(mistakesIn),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeModule({ files }: GoModule, folder: string): void {
  for (const { path, text } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function measure(
  module: GoModule,
  folder: string,
  form: DumpForm,
  say: (text: string) => void,
): Promise<Measured> {
  const path = join(folder, `${form}.dump`);
  await pipeline(Readable.from(piecesOf(moduleDump(module, folder, form, sizes))), createWriteStream(path));
  say(`findings: measuring ${form} over the wire…`);
  const wire = await overTheWire(folder, path);
  say(`findings: measuring ${form} in the core…`);
  const core = await inTheCore(folder, path);
  return { form, bytes: statSync(path).size, core, ...wire };
}

/** Joins lines into pieces of a megabyte: writing line by line would take a minute. */
function* piecesOf(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < 1 << 20) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function overTheWire(folder: string, path: string): Promise<Omit<Measured, 'form' | 'bytes' | 'core'>> {
  const options = process.env.SERVER_NODE_OPTIONS?.split(' ') ?? [];
  const client = await MeasuredServer.start(server, folder, options);
  const uri = fileDumpUri(pathToFileURL(path).href);
  const start = performance.now();
  await client.ask(openFileRequest, { uri });
  await client.ask(summaryRequest, { uri });
  const parsed = performance.now();
  const memoryParsed = client.peakMemory;
  const processorParsed = client.processorTime;
  const [answer, longestWait] = await withPings(client, uri, client.ask(findingsRequest, { uri }));
  const first = performance.now();
  const memory = client.peakMemory;
  const processor = client.processorTime - processorParsed;
  await client.ask(findingsRequest, { uri });
  const next = performance.now();
  await client.stop();
  return {
    found: answer.findings.map(({ kind, confidence }) => `${confidence} ${kind}`),
    parse: (parsed - start) / 1000,
    first: (first - parsed) / 1000,
    next: (next - first) / 1000,
    processor,
    longestWait,
    memory: [memoryParsed, memory],
  };
}

/** Repeats a short request until the answer is there. @returns the answer, and the longest wait of the request in seconds */
async function withPings<Answer>(
  client: MeasuredServer,
  uri: string,
  answer: Promise<Answer>,
): Promise<readonly [Answer, number]> {
  const done = answer.then(() => 'done');
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  let longest = 0;
  while ((await Promise.race([done, pause()])) !== 'done') {
    const asked = performance.now();
    await client.ask(summaryRequest, { uri });
    longest = Math.max(longest, performance.now() - asked);
  }
  return [await answer, longest / 1000];
}

async function inTheCore(folder: string, path: string): Promise<Diagnosed> {
  // For web-tree-sitter, an ES module.
  const bundle = await bundled('diagnosis', { 'import.meta.url': '__filename' });
  const args = ['--expose-gc', bundle, folder, path, dirname(server)];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout) as Diagnosed;
}

function tableOf(results: readonly Measured[]): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1e6).toString();
  return table(
    [
      'Form',
      'MB',
      'Findings',
      'Parse s',
      'First s',
      'CPU s',
      'Next s',
      'First × parse',
      'Longest wait s',
      'Peak MB',
      '+ MB',
      'Parties',
      'Core: read s',
      'Core: find s',
    ],
    results.map(({ form, bytes, found, parse, first, next, processor, longestWait, memory, core }) => [
      form,
      megabytes(bytes),
      found.length.toString(),
      parse.toFixed(2),
      first.toFixed(2),
      processor.toFixed(2),
      next.toFixed(2),
      (first / parse).toFixed(2),
      longestWait.toFixed(3),
      megabytes(memory[1]),
      megabytes(memory[1] - memory[0]),
      core.parties.toString(),
      core.readSeconds.toFixed(2),
      core.seconds.toFixed(3),
    ]),
    1,
  );
}

function mistakesIn({ form, found }: Measured): readonly string[] {
  const deadlocks = found.filter((each) => each.endsWith(' deadlock')).length;
  const held = found.filter((each) => each.endsWith(' lockHeld')).length;
  return [
    ...(deadlocks === sizes.deadlocks
      ? []
      : [`${form}: ${deadlocks} deadlocks were found, but there are ${sizes.deadlocks}.`]),
    ...(deadlocks + held >= hangs
      ? []
      : [`${form}: ${held} busy holders were found, but there are ${hangs - deadlocks}.`]),
  ];
}

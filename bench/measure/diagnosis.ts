// Measures findings in the core, in its own process: `diagnosis.ts FOLDER DUMP FORM-OF-WASM-FOLDER`, see findings.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  calleeName,
  candidatesOf,
  findings,
  finish,
  type GoParser,
  GoPackage,
  GoroutineTexts,
  inTextOrder,
  parseDump,
  partiesOf,
  Program,
  readGoFile,
} from '../../src/core';
import { goSyntax } from '../../src/server/source/goSyntax';
import { modulePath } from '../generate/goFiles';
import { collectGarbage } from './collect';

export interface Diagnosed {
  /** From the text of the files to facts. */
  readonly readSeconds: number;
  /** From parties to findings, the fastest run. */
  readonly seconds: number;
  readonly parties: number;
  readonly findings: number;
}

const runs = 3;

async function measure(folder: string, dumpPath: string, wasmFolder: string): Promise<Diagnosed> {
  const syntax = goSyntax({ read: (name) => readFile(join(wasmFolder, name)) }, fail);
  const parser = (await syntax.parser())!;
  const text = readFileSync(dumpPath, 'utf8');
  const dump = parseDump(Buffer.from(text));
  const lines = text.split('\n');
  const [section] = dump.sections;
  const candidates = candidatesOf(dump, section!);
  const { line, endLine } = dump.goroutines;
  const texts = new GoroutineTexts();
  for (const [each, index] of inTextOrder(candidates))
    texts.add(each, index, lines.slice(line[index], endLine[index]));
  const began = performance.now();
  const program = programOf(folder, parser);
  for (const { functions } of program.all) if (functions.length === 0) fail('A package is empty.');
  const read = performance.now();
  const parties = partiesOf(dump, candidates, texts, (frame, callee) => {
    if (!frame.function.startsWith(modulePath)) return undefined;
    const uri = pathToFileURL(frame.file).href;
    const func = program.functionAt(uri, frame.line, frame.function);
    return func && { func, uri, line: frame.line, callee: calleeName(callee?.function) };
  });
  let seconds = Infinity;
  let found = 0;
  for (let run = 0; run < runs; run++) {
    await collectGarbage();
    const start = performance.now();
    found = finish(findings(parties, program, 'proven')).length;
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { readSeconds: (read - began) / 1000, seconds, parties: parties.length, findings: found };
}

function programOf(folder: string, parser: GoParser): Program {
  const root = pathToFileURL(folder).href;
  const packageOf = (path: string) =>
    path.startsWith(modulePath) ? `${root}${path.slice(modulePath.length)}` : path;
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Program(
    names.map(({ name }) => {
      const pkg = `${root}/${name}`;
      const sources = readdirSync(join(folder, name)).map((file) => {
        const source = { uri: `${pkg}/${file}`, text: readFileSync(join(folder, name, file), 'utf8') };
        return { ...source, read: () => readGoFile(source, parser.tree(source)!, pkg, packageOf) };
      });
      return new GoPackage(pkg, sources);
    }),
  );
}

function fail(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}

const [folder, dump, wasmFolder] = process.argv.slice(2);
measure(folder!, dump!, wasmFolder!).then(
  (measured) => {
    console.log(JSON.stringify(measured));
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

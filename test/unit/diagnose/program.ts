import {
  finish,
  GoPackage,
  type GoParser,
  Program,
  readGoFile,
  type UnreadFile,
  type WordBytes,
} from '../../../src/core';
import { HoldAnalysis } from '../../../src/core/diagnose/code/holds';
import { Identities } from '../../../src/core/diagnose/objects/identity';
import { treeSitter } from '../source/syntaxes';

/** Go files by path, such as `node/hub.go`, as one program whose module is `lab`. */
export async function programOf(
  files: Readonly<Record<string, string>>,
  wordBytes?: WordBytes,
  missing?: number,
): Promise<Program> {
  const parser = (await treeSitter.parser())!;
  const folders = new Map<string, UnreadFile[]>();
  for (const [path, text] of Object.entries(files)) {
    const folder = `file:///${path.slice(0, Math.max(0, path.lastIndexOf('/')))}`.replace(/\/$/, '');
    folders.set(folder, [...(folders.get(folder) ?? []), unread(parser, folder, `file:///${path}`, text)]);
  }
  return new Program(
    Array.from(folders, ([folder, sources]) => new GoPackage(folder, sources)),
    wordBytes,
    missing,
  );
}

function unread(parser: GoParser, folder: string, uri: string, text: string): UnreadFile {
  const packageOf = (path: string) =>
    path.startsWith('lab/') ? `file:///${path.slice('lab/'.length)}` : path;
  return { uri, text, read: () => readGoFile({ uri, text }, parser.tree({ uri, text })!, folder, packageOf) };
}

/** The locks held at the line with the comment `// here`, as `h.mu read 4`; a question mark if they may be. */
export async function heldHere(code: string): Promise<readonly string[]> {
  const program = await programOf({ 'x/x.go': `package x\n\nimport "sync"\n${code}` });
  const text = `package x\n\nimport "sync"\n${code}`;
  const line = text.split('\n').findIndex((each) => each.includes('// here')) + 1;
  const uri = 'file:///x/x.go';
  const analysis = new HoldAnalysis(program, finish(Identities.make(program)));
  const file = program.package('file:///x')!.file(uri)!;
  const func = file.functions.findLast((each) => each.line <= line && line <= each.endLine)!;
  const held = analysis.at(func, { line, callee: undefined });
  return held.map(
    ({ resource, mode, isCertain, isDeferred }) =>
      `${resource.text} ${mode}${isDeferred ? ' deferred' : ''}${isCertain ? '' : '?'}`,
  );
}

import type { CancellationToken } from 'vscode-languageserver';
import { readTimeStamp, type SectionSummary, summarize } from '../../core';
import { type DumpId, maxDumps, type Summary } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { isCancellation } from '../turns';

/** Counting a large dump takes milliseconds, and the summary is asked for again and again. */
const known = new WeakMap<GroupedDump, Summary>();

export async function summary(document: GroupedDump, _: DumpId, token: CancellationToken): Promise<Summary> {
  let found = known.get(document);
  if (found === undefined) known.set(document, (found = await summaryOf(document, token)));
  return found;
}

async function summaryOf(document: GroupedDump, token: CancellationToken): Promise<Summary> {
  const { problems, sections, ...stats } = summarize(document.dump, document.groups());
  const lineOf = (line: number) => document.position(line).line;
  const times: (string | undefined)[] = [];
  // More are shown as one, which has no time.
  for (const section of sections.length > maxDumps ? [] : sections)
    times.push(await timeOf(document, section, token));
  return {
    ...stats,
    problems: problems.map((problem) => {
      if (problem.endLine <= problem.line)
        return { ...problem, line: lineOf(problem.line), endLine: lineOf(problem.line) };
      const { first, last } = document.linesIn(problem.line, problem.endLine - 1);
      return { ...problem, line: first, endLine: last + 1 };
    }),
    sections: sections.map((section, index) => {
      const time = times[index];
      return { ...section, line: lineOf(section.line), ...(time !== undefined && { time }) };
    }),
  };
}

/** Lines above a dump of which one may say when it was printed. */
const linesAbove = 3;

async function timeOf(document: GroupedDump, { line }: SectionSummary, token: CancellationToken) {
  const lines = await document.linesAbove(line, linesAbove, token).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    return []; // the file has changed since it was read, or is gone: its dump stays what it is
  });
  return lines
    .map(readTimeStamp)
    .filter((time) => time !== undefined)
    .at(-1);
}

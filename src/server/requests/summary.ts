import { summarize } from '../../core';
import type { Summary } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';

/** Counting a large dump takes milliseconds, and the summary is asked for again and again. */
const known = new WeakMap<GroupedDump, Summary>();

export function summary(document: GroupedDump): Summary {
  let found = known.get(document);
  if (found === undefined) known.set(document, (found = summaryOf(document)));
  return found;
}

function summaryOf(document: GroupedDump): Summary {
  const { problems, sections, ...stats } = summarize(document.dump, document.groups());
  const lineOf = (line: number) => document.position(line).line;
  return {
    ...stats,
    problems: problems.map((problem) => {
      const line = lineOf(problem.line);
      return { ...problem, line, endLine: Math.max(line, lineOf(problem.endLine - 1) + 1) };
    }),
    sections: sections.map((section) => ({ ...section, line: lineOf(section.line) })),
  };
}

import { summarize } from '../../core';
import type { Summary } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';

export function summary(document: GroupedDump): Summary {
  const isOne = document.dump.sections.length === 1;
  const counts = (section?: number) => document.groups('stack', isOne ? undefined : section).length;
  const { problems, sections, ...stats } = summarize(document.dump, counts);
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

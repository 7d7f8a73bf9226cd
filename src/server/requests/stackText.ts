import type { CancellationToken } from 'vscode-languageserver';
import type { StackTextParams } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { goroutineOf, withId } from './items';

/** The text of the group's first goroutine, or of the goroutine at the line. */
export async function stackText(
  document: GroupedDump,
  params: StackTextParams,
  token: CancellationToken,
): Promise<string | null> {
  const index =
    'line' in params
      ? withId(document, goroutineOf(document, params), params.id)
      : document.groups(params.key, params.section).find(({ id }) => id === params.groupId)?.members[0];
  if (index === undefined) return null;
  const { line, endLine } = document.dump.goroutines;
  return (await document.readLines(line[index]!, endLine[index]!, token)).join('\n') + '\n';
}

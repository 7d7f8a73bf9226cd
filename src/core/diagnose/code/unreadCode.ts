import { baseOf } from '../../go/paths';
import { uriPath } from '../../source/uri';
import { countText, numberText } from '../../text/numbers';
import type { Program } from '../../facts/program';

/** Files that are named. */
const maxNamed = 3;

/** What code of a program was not read that others may need, each in a sentence. */
export function unreadCode(program: Program): readonly string[] {
  const packages = [...program.all];
  const unparsed = packages.flatMap((each) => each.unparsed);
  const named = unparsed.slice(0, maxNamed).map(uriPath);
  const more =
    unparsed.length > named.length ? ` and ${numberText(unparsed.length - named.length)} more` : '';
  return [
    ...(unparsed.length === 0
      ? []
      : [`Not used as source, because it cannot be parsed: ${named.join(', ')}${more}.`]),
    ...packages
      .filter(({ leftOut }) => leftOut > 0)
      .map(
        ({ id, leftOut }) =>
          `Not used as source: ${countText(leftOut, 'file')} of package ${baseOf(uriPath(id))}, which has too many.`,
      ),
    ...(program.missing === 0
      ? []
      : [`Not used as source: ${countText(program.missing, 'package')} that others import indirectly.`]),
  ];
}

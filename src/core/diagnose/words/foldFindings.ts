import { findingTitle } from './findingWords';
import type { ShownFinding } from './shownFinding';
import { stepPlace } from './stepWords';

/** What findings of several dumps have in common if they are the same mistake: their words, and where the first step is. */
export function findingKey(finding: Pick<ShownFinding, 'kind' | 'confidence' | 'steps'>): string {
  const [first] = finding.steps;
  const place = first === undefined ? '' : `${first.function} ${stepPlace(first)}`;
  return [finding.confidence, findingTitle(finding), place].join('\n');
}

/**
 * Findings with the same key, if they are in several dumps of the text; all others alone. In the order of the first of each.
 *
 * @param keyOf `findingKey`
 */
export function foldFindings<Found extends { readonly section?: { readonly index: number } }>(
  findings: readonly Found[],
  keyOf: (finding: Found) => string,
): readonly (readonly Found[])[] {
  const byKey = new Map<string, Found[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [finding]);
    else same.push(finding);
  }
  const rows = [...byKey.values()].flatMap((same) =>
    sectionsOf(same).length > 1 ? [same] : same.map((each) => [each]),
  );
  const place = new Map(findings.map((finding, n) => [finding, n]));
  return rows.sort(([a], [b]) => place.get(a!)! - place.get(b!)!);
}

/** Numbers of the dumps that the findings are in, in ascending order. */
export function sectionsOf(
  findings: readonly { readonly section?: { readonly index: number } }[],
): readonly number[] {
  const indexes = findings.flatMap(({ section }) => section?.index ?? []);
  return [...new Set(indexes)].sort((a, b) => a - b);
}

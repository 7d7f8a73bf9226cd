import { shortName } from '../go/symbol';
import type { Selection } from '../model/selection';
import { classText } from './states';

/**
 * `Only with “hub.go”; through node.(*Hub).run; Lock or Channel. Without hidden groups.`; empty if nothing is left out.
 */
export function selectionText({ text, function: name, classes, hidden }: Selection): string {
  const wanted = text?.trim() ?? '';
  const conditions = [
    ...(wanted === '' ? [] : [`with “${wanted}”`]),
    ...(name === undefined ? [] : [`through ${shortName(name)}`]),
    ...(classes?.length ? [classes.map(classText).join(' or ')] : []),
  ];
  return [
    ...(conditions.length === 0 ? [] : [`Only ${conditions.join('; ')}.`]),
    ...(hidden?.length ? ['Without hidden groups.'] : []),
  ].join(' ');
}

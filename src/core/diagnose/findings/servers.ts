import type { Func } from '../../facts/code';
import { uriAndLine } from '../../source/uri';
import { countText } from '../../text/numbers';
import type { Edges } from '../edges/edges';
import type { CodePlace } from '../code/operations';
import type { Party } from '../parties/party';
import { servingKeys } from '../edges/stuck';
import type { Want } from '../edges/waitsFor';

/** Maximum number of places that the evidence names. */
const maxNamed = 4;
/** Maximum number of parties that a finding names as having left. */
const maxLeft = 4;

/** What code that ends a wait does. */
const serving: Readonly<Record<string, string>> = {
  send: 'receives from',
  receive: 'sends on or closes',
  waitGroup: 'calls Done of',
  cond: 'signals',
};

/**
 * Parties in a function that serves others who wait like that, but past the place where it does: such as a loop that has
 * ended, or that is about to end.
 */
export function leftServers(edges: Edges, want: Want, waiting: readonly Party[]): readonly Party[] {
  const { kind, resource } = want;
  if (resource === undefined) return [];
  const places = edges.operations.placesOf(servingKeys(kind, resource));
  const functions = new Set(places.map(({ func }) => func));
  return edges.parties
    .filter(
      (party) =>
        !waiting.includes(party) &&
        party.code.some((code) => code !== undefined && functions.has(code.func)) &&
        !edges.wants.get(party)!.some((each) => each.resource?.key === resource.key),
    )
    .slice(0, maxLeft);
}

/** Where the code that could end the wait is, as far as it was read; undefined if it is not known what is waited for. */
export function servingText(edges: Edges, want: Want): string | undefined {
  const does = serving[want.kind];
  if (want.resource === undefined || does === undefined) return undefined;
  const { text } = want.resource;
  const places = edges.operations.placesOf(servingKeys(want.kind, want.resource));
  const read = countText(edges.program.functions.length, 'function');
  if (places.length === 0) return `No code of the ${read} that were read ${does} ${text}.`;
  const named = places.slice(0, maxNamed).map(placeText);
  const more = places.length > named.length ? `, and ${places.length - named.length} more` : '';
  return `Of the ${read} that were read, this code ${does} ${text}: ${named.join(', ')}${more}. No goroutine in the dump can get there.`;
}

function placeText({ func, line }: CodePlace): string {
  return `${functionName(func)} at ${uriAndLine(func.uri, line)}`;
}

function functionName({ name, receiverType, outer }: Func): string {
  if (name === '') return outer === undefined ? 'a function literal' : `a literal in ${functionName(outer)}`;
  return receiverType === undefined ? name : `${receiverType}.${name}`;
}

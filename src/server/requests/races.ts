import { groupRaces, headlineFrame, type RaceStack } from '../../core';
import type { GroupsParams, Races, RaceStackItem } from '../../protocol';
import type { GroupedDump } from '../dumps/groupedDump';
import { frameItem } from './items';
import { selectedGroups } from './selected';

/** The race reports with an access that the filter selects. */
export function races(document: GroupedDump, params: GroupsParams): Races {
  const shown = groupRaces(document.dump, selectedGroups(document, params));
  return {
    races: shown.map(({ first, count }) => ({
      ...(count === 1 ? {} : { count }),
      stacks: first.stacks.map((stack) => raceStackItem(document, stack)),
    })),
  };
}

function raceStackItem(document: GroupedDump, { role, title, line, frames }: RaceStack): RaceStackItem {
  const headline = headlineFrame({ frames, createdBy: undefined }, document.isUserCode);
  return {
    role,
    title,
    ...document.position(line),
    ...(headline && { headline: frameItem(document, headline) }),
    frames: frames.map((frame) => frameItem(document, frame)),
  };
}

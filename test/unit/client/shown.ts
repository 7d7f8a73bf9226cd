import type { Group, Race, SectionSummary } from '../../../src/client/model/answers';
import type { ShownDump, ShownSection } from '../../../src/client/model/shownDump';
import { unfiltered, type ViewState } from '../../../src/client/model/viewState';
import { received } from '../../../src/client/text/untrusted';
import type * as protocol from '../../../src/protocol';

const frame = (name: string, line: number): protocol.GroupFrame => ({
  function: `example.com/shop/orders.${name}`,
  file: `/app/orders/${name.toLowerCase()}.go`,
  line,
  userCode: true,
});

/** A group of two goroutines in `Take`, created by `Serve`. */
export function groupOf(change: Partial<protocol.Group> = {}): Group {
  return received<protocol.Group>({
    id: 'g1',
    key: 'stack',
    count: 2,
    wait: 'chan receive',
    name: 'Take',
    states: { 'chan receive': 2 },
    waitMinutes: { min: 3, max: 36 },
    class: 'channel',
    headline: frame('Take', 7),
    frames: [frame('Take', 7), frame('Run', 9)],
    createdBy: frame('Serve', 11),
    line: 4,
    ...change,
  });
}

/** A report of two accesses, in `Write` and `Read`. */
export function raceOf(change: Partial<protocol.Race> = {}): Race {
  const access = (title: string, name: string, line: number): protocol.RaceStackItem => ({
    role: 'access',
    title,
    line,
    headline: frame(name, 5),
    frames: [frame(name, 5)],
  });
  return received<protocol.Race>({
    stacks: [
      access('Write at 0x1 by goroutine 7', 'Write', 2),
      access('Previous read at 0x1 by goroutine 8', 'Read', 6),
    ],
    ...change,
  });
}

const none: protocol.Counts = { goroutines: 0, stacks: 0, groups: 0, races: 0 };

/** Counts of what is shown and of all; by default, nothing is left out. */
export function countsOf(shown: Partial<protocol.Counts>, all: Partial<protocol.Counts> = shown) {
  return { shown: { ...none, ...shown }, all: { ...none, ...all } };
}

const stats = {
  goroutines: 2,
  groups: 1,
  states: { 'chan receive': 2 },
  classes: { channel: 2 },
  longestWaitMinutes: 36,
};

export function summaryOf(change: Partial<protocol.SectionSummary> = {}): SectionSummary {
  return received<protocol.SectionSummary>({
    kind: 'goroutines',
    title: 'SIGQUIT: quit',
    line: 0,
    ...stats,
    ...change,
  });
}

export function sectionOf(change: Partial<ShownSection> = {}): ShownSection {
  return {
    index: undefined,
    summary: summaryOf(),
    groups: [groupOf()],
    races: [],
    hidden: 0,
    ...countsOf({ goroutines: 2, groups: 1 }),
    ...change,
  };
}

export function viewOf(change: Partial<ViewState> = {}): ViewState {
  return { key: 'stack', order: 'count', ...unfiltered, hidden: [], ...change };
}

/** A dump that is shown section by section. */
export function dumpOf(sections: readonly ShownSection[], view: Partial<ViewState> = {}): ShownDump {
  const summaries = sections.flatMap(({ summary }) => summary ?? []);
  return {
    kind: 'dump',
    uri: 'file:///hang.dump',
    version: 1,
    summary: { ...received<protocol.Summary>({ ...stats, problems: [], sections: [] }), sections: summaries },
    sections,
    view: viewOf(view),
  };
}

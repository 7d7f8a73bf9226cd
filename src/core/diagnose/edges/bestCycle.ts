import { appendTo } from '../../bytes/appendTo';
import { isLockWait } from '../../waits/wait';
import { type Edge, isAtLeast } from './edge';
import type { Party } from '../parties/party';

/** Maximum number of edges that are followed in the search; the best cycle so far is taken then. */
const maxFollowed = 2_000_000;

/**
 * The shortest cycle of the strongest edges. It begins with the party that holds a lock and waits for something else, which
 * is usually the one to blame.
 *
 * @param all the edges of one strongly connected component
 */
export function bestCycle(all: readonly Edge[]): readonly Edge[] {
  // A party that could serve its own channel is not alone with it if another one could too.
  const served = new Set(all.filter(({ from, to }) => from !== to).map(({ want }) => want));
  const inside = all.filter(({ from, to, want }) => from !== to || !served.has(want));
  for (const confidence of ['proven', 'likely', 'possible'] as const) {
    const edges = inside.filter((edge) => isAtLeast(edge.confidence, confidence));
    const best = new ShortestCycle(edges).find();
    if (best !== undefined) return fromBlamed(best);
  }
  return inside.slice(0, 1);
}

class ShortestCycle {
  private readonly outgoing = new Map<Party, Edge[]>();
  private followed = 0;
  private best: readonly Edge[] | undefined;

  constructor(edges: readonly Edge[]) {
    for (const edge of edges) appendTo(this.outgoing, edge.from, edge);
  }

  find(): readonly Edge[] | undefined {
    for (const start of this.outgoing.keys()) {
      if (this.best?.length === 1 || this.followed > maxFollowed) break;
      this.best = this.shorterFrom(start) ?? this.best;
    }
    return this.best;
  }

  /** Breadth first; undefined if there is no cycle through the party that is shorter than the best one. */
  private shorterFrom(start: Party): readonly Edge[] | undefined {
    const { length: limit } = this.best ?? { length: Infinity };
    const arrivals = new Map<Party, { readonly edge: Edge; readonly length: number }>();
    const queue: Party[] = [start];
    for (const party of queue) {
      const length = (arrivals.get(party)?.length ?? 0) + 1;
      if (length >= limit) return undefined;
      for (const edge of this.outgoing.get(party) ?? []) {
        this.followed++;
        if (edge.to === start) {
          const cycle = [edge];
          for (let at = party; at !== start; at = cycle.at(-1)!.from) cycle.push(arrivals.get(at)!.edge);
          return cycle.reverse();
        }
        if (arrivals.has(edge.to)) continue;
        arrivals.set(edge.to, { edge, length });
        queue.push(edge.to);
      }
    }
    return undefined;
  }
}

function fromBlamed(cycle: readonly Edge[]): readonly Edge[] {
  const blame = ({ from, want }: Edge) => {
    const holds = cycle.some(({ to, held }) => to === from && held !== undefined);
    return (holds ? 2 : 0) + (isLockWait(want.kind) ? 0 : 1) - from.count / 1e9;
  };
  const start = cycle.reduce((best, edge, at) => (blame(edge) > blame(cycle[best]!) ? at : best), 0);
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}

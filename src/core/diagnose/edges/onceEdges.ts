import type { Program } from '../../facts/program';
import { isCarrier } from '../../waits/waitOf';
import { type Edge, likelyEdge } from './edge';
import type { Identities } from '../objects/identity';
import { onceCall } from '../code/onceCalls';
import type { Party } from '../parties/party';
import type { Want } from './waitsFor';

const running = /^sync\.\(\*Once\)\.(?:doSlow|Do)$/;
const runningCall = /\/singleflight\.\(\*Group\)\.doCall/;

/** Who runs the function of the Once that a party waits for. */
export function onceEdges(
  from: Party,
  want: Want,
  parties: readonly Party[],
  program: Program,
  identities: Identities,
): readonly Edge[] {
  const isOf = (of: RegExp) => (to: Party) => {
    const site = to.wait.site ?? 0;
    const { frames } = to.stack;
    const first = frames.findIndex(({ function: name }, index) => index >= site && of.test(name));
    if (first < 0) return false;
    const code = to.code.find(
      (each, index) => each !== undefined && index >= first && !isCarrier(frames[index]!.function),
    );
    const call = code && onceCall(code.func, code.line, program);
    const resource = call && identities.resource(call.object, code.func);
    return resource !== undefined && resource.key === want.resource?.key;
  };
  const calls = parties.filter(isOf(runningCall));
  // Of several calls, any may be the one with the same key.
  const only = calls.length === 1 && calls[0]!.count === 1 ? calls : [];
  return [...parties.filter(isOf(running)), ...only].map((to) =>
    likelyEdge(from, to, want, 'runsOnce', 'Runs the function of the Once'),
  );
}

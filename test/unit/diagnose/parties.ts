import { finish, type Program } from '../../../src/core';
import { Edges } from '../../../src/core/diagnose/edges/edges';
import type { Finding } from '../../../src/core/diagnose/findings/finding';
import { findings } from '../../../src/core/diagnose/findings/findings';
import { calleeName, type FrameCode, type Party } from '../../../src/core/diagnose/parties/party';
import type { StackFrame } from '../../../src/core/model/stack';
import type { WaitKind } from '../../../src/core/waits/wait';
import { programOf } from './program';

const uri = 'file:///x/x.go';
const head = 'package x\n\nimport (\n\t"context"\n\t"sync"; "sync/atomic"\n\t"time"\n)\n';
const mark = /\/\/ (.*)$/;
const statement = /^(\w+)(?:×(\d+))? (?:(caller|task)|([a-zA-Z]+)(?: (\d+) min)?)$/;

/**
 * What is found for goroutines that stand where comments say: `// server send` in its innermost frame, `// server caller` in
 * the frames that have called it, nearest first in the text; `// server task` where `WaitGroup.Go` has; `// server×3 send 0 min` for three that wait for less than a
 * minute. A dump without addresses, two minutes old.
 *
 * @returns as `likely noCounterpart: server c.out`, who waits behind as `+ client`, and who serves no more as `left other`
 */
export async function found(code: string): Promise<readonly string[]> {
  const { names, all } = await findingsIn(code);
  return all.map(({ kind, confidence, steps }) => {
    const shown = steps.map(({ role, goroutines: [index], waitsFor }) => {
      if (role === 'queued') return `+ ${names[index!]}`;
      return role === 'counterpart' ? `left ${names[index!]}` : `${names[index!]} ${waitsFor?.expr ?? '?'}`;
    });
    return `${confidence} ${kind}: ${shown.join(', ')}`;
  });
}

/**
 * Who waits for whom, for goroutines marked as for {@link found}.
 *
 * @returns as `likely: client receives server`: the client waits until the server receives
 */
export async function edgesIn(code: string): Promise<readonly string[]> {
  const text = head + code;
  const program = await programOf({ 'x/x.go': text });
  const parties = partiesIn(text, program);
  const nameOf = new Map(Array.from(parties, ([name, party]) => [party, name]));
  const all = [...parties.values()];
  const edges = finish(Edges.make(all, program));
  return all
    .flatMap((party) => edges.of(party))
    .map(({ from, to, why, confidence }) => `${confidence}: ${nameOf.get(from)!} ${why} ${nameOf.get(to)!}`);
}

/** The verdicts about goroutines that stand where comments say, as in `found`. */
export async function verdicts(code: string): Promise<readonly string[]> {
  return (await findingsIn(code)).all.map(({ verdict }) => verdict);
}

/** The same as findings, and the names of the goroutines by their index. */
export async function findingsIn(
  code: string,
): Promise<{ readonly names: readonly string[]; readonly all: readonly Finding[] }> {
  const text = head + code;
  const program = await programOf({ 'x/x.go': text });
  const parties = partiesIn(text, program);
  return {
    names: [...parties.keys()],
    all: finish(findings([...parties.values()], program, 'proven')),
  };
}

/** Goroutines marked as for {@link found}, by name. */
export function partiesIn(text: string, program: Program): ReadonlyMap<string, Party> {
  const parties = new Map<string, Party>();
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      (mark.exec(line)?.[1]?.split('; ') ?? []).map((said) => ({ said, line: index + 1 })),
    );
  for (const isCaller of [false, true]) {
    for (const { said, line } of lines) {
      const [, name, count, caller, kind, minutes] = statement.exec(said) ?? [];
      if (name === undefined || (caller !== undefined) !== isCaller) continue;
      const known = parties.get(name);
      const callee = known && calleeName(known.stack.frames.at(-1)!.function);
      const { frame, code } = caller === 'task' ? waitGroupFrame : frameAt(line, program, callee);
      const frames = [...(known?.stack.frames ?? []), frame];
      const codes = [...(known?.code ?? []), code];
      const own = known ?? partyOf(parties.size, Number(count ?? 1), kind as WaitKind, Number(minutes ?? 2));
      parties.set(name, { ...own, stack: { ...own.stack, frames }, code: codes });
    }
  }
  return parties;
}

/** Below a function that `WaitGroup.Go` was given. */
const waitGroupFrame = {
  frame: {
    function: 'sync.(*WaitGroup).Go.func1',
    file: '/usr/local/go/src/sync/waitgroup.go',
    line: 239,
    kind: 'go',
  } as const,
  code: undefined,
};

function frameAt(
  line: number,
  program: Program,
  callee: string | undefined,
): { readonly frame: StackFrame; readonly code: FrameCode } {
  const file = program.package('file:///x')!.file(uri)!;
  const func = file.functions.findLast((each) => each.line <= line && line <= each.endLine)!;
  const owner = func.receiverType === undefined ? '' : `(*${func.receiverType}).`;
  const name = func.name === '' ? 'main.func1' : `${owner}${func.name}`;
  return {
    frame: { function: name === 'main' ? 'main.main' : `x.${name}`, file: '/x/x.go', line, kind: 'go' },
    code: { func, uri, line, callee },
  };
}

function partyOf(index: number, count: number, kind: WaitKind, minutes: number): Party {
  return {
    members: [index],
    count,
    stack: { frames: [], createdBy: undefined, elided: undefined, unavailable: false },
    state: {
      text: kind,
      reason: kind,
      class: kind === 'running' ? 'running' : 'channel',
      scan: false,
      leaked: false,
      durable: false,
      lockedToThread: false,
      bubble: undefined,
    },
    wait: { kind, site: 0 },
    cannotWake: false,
    waitMinutes: { min: minutes, max: minutes },
    address: undefined,
    args: [],
    code: [],
  };
}

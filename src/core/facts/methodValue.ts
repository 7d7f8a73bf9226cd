import type { Call, Expr, Func } from './code';

/** A method value such as `mu.Unlock`, as the literal `func() { mu.Unlock() }`. It has no lines. */
export function methodValue(method: Expr, outer: Func): Func {
  const nowhere = { line: 0, endLine: 0 };
  const call: Call = { callee: method, args: [], ...nowhere };
  return {
    ...nowhere,
    uri: outer.uri,
    pkg: outer.pkg,
    name: '',
    receiverType: undefined,
    receiver: undefined,
    params: [],
    results: [],
    body: [{ kind: 'call', call, ...nowhere }],
    variables: new Map(),
    outer,
    depth: outer.depth + 1,
  };
}

/** The call that a method value stands for; undefined for any other function. */
export function methodCall({ line, body }: Func): Call | undefined {
  const [only] = body;
  return line === 0 && only?.kind === 'call' ? only.call : undefined;
}

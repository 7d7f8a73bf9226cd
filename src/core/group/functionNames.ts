import { parseSymbol, type Symbol } from '../go/symbol';
import type { UserCode } from '../go/userCode';
import type { Dump } from '../model/dump';
import type { StackFrame } from '../model/stack';
import type { Naming } from './nameRules';

/** The shortest name of a frame's function that no other function of the dump's user code has. */
export type FunctionName = (frame: StackFrame) => string;

/**
 * Names functions for reading. A closure has the name of the function that declares it, and type arguments are left out.
 * In user code a function has only its own name; if that is not the only one, its receiver's type or its package is added:
 * `subscribe`, `Hub.run`, `node.Hub.run`. Functions of libraries always have their package: `http.conn.serve`.
 */
export function functionNames(dump: Dump, isUserCode: UserCode, naming: Naming): FunctionName {
  const own = new Map<string, Set<string>>();
  const typed = new Map<string, Set<string>>();
  for (const frame of dump.frames) {
    if (!isUserCode(frame)) continue;
    const raw = parseSymbol(frame.function);
    const symbol = trimmed(raw, naming);
    add(own, symbol.name, qualified(raw));
    add(typed, withReceiver(symbol), qualified(raw));
  }
  const known = new Map<string, string>();
  return (frame) => {
    const isUsers = isUserCode(frame);
    const key = `${isUsers ? 'own' : ''} ${frame.function}`;
    let name = known.get(key);
    if (name === undefined)
      known.set(key, (name = isUsers ? ownName(frame, naming, own, typed) : libraryName(frame)));
    return name;
  };
}

type Owners = ReadonlyMap<string, ReadonlySet<string>>;

function trimmed(symbol: Symbol, naming: Naming): Symbol {
  return { ...symbol, name: naming.trimmed(symbol.name) };
}

function ownName({ function: raw }: StackFrame, naming: Naming, own: Owners, typed: Owners): string {
  const symbol = trimmed(parseSymbol(raw), naming);
  if (own.get(symbol.name)?.size === 1) return symbol.name;
  const name = withReceiver(symbol);
  if (symbol.receiver !== undefined && typed.get(name)?.size === 1) return name;
  return libraryNameOf(symbol);
}

function libraryName({ kind, function: raw }: StackFrame): string {
  return kind === 'c' ? raw : libraryNameOf(parseSymbol(raw));
}

function libraryNameOf(symbol: Symbol): string {
  return symbol.packageName === '' ? withReceiver(symbol) : `${symbol.packageName}.${withReceiver(symbol)}`;
}

function withReceiver({ receiver, name }: Symbol): string {
  return receiver === undefined ? name : `${receiver}.${name}`;
}

function qualified(symbol: Symbol): string {
  return `${symbol.importPath}.${withReceiver(symbol)}`;
}

function add(owners: Map<string, Set<string>>, name: string, owner: string): void {
  const known = owners.get(name);
  if (known === undefined) owners.set(name, new Set([owner]));
  else known.add(owner);
}

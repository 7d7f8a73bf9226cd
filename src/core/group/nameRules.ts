import { parseSymbol } from '../go/symbol';
import type { StackFrame } from '../model/stack';

/**
 * Rules that make the names of rows shorter and more telling. In `fold` and `skip`, a function is given as dumps print it, and a
 * `*` stands for any text: `github.com/acme/pool.*`.
 */
export interface NameRules {
  /** Functions that only wait on behalf of their callers, such as a pool: the row is named by the caller. */
  readonly fold: readonly string[];
  /** Functions that no name mentions as a caller, such as middleware. */
  readonly skip: readonly string[];
  /** Texts that are left out at the start or the end of a function's name: `Impl`. */
  readonly trim: readonly string[];
}

export const noNameRules: NameRules = { fold: [], skip: [], trim: [] };

/** The rules that always apply. */
export const ownNameRules: NameRules = {
  fold: [
    'database/sql.*',
    'github.com/alitto/pond*',
    'github.com/jackc/puddle*',
    'github.com/oklog/run.*',
    'github.com/panjf2000/ants*',
    'github.com/sasha-s/go-deadlock.*',
    'github.com/sourcegraph/conc*',
    'golang.org/x/sync/*',
    'google.golang.org/grpc.*',
    'gopkg.in/tomb*',
  ],
  skip: ['net/http.HandlerFunc.*', 'reflect.*', 'runtime.*', 'testing.tRunner'],
  trim: [],
};

/** Rules as functions. */
export interface Naming {
  isFolded(frame: StackFrame): boolean;
  isSkipped(frame: StackFrame): boolean;
  /** The name without what is trimmed; never empty. */
  trimmed(name: string): string;
}

/** The rules together with those that always apply. */
export function namingBy({ fold, skip, trim }: NameRules): Naming {
  const folded = [...ownNameRules.fold, ...fold];
  const skipped = [...ownNameRules.skip, ...skip];
  const trimmed = [...ownNameRules.trim, ...trim];
  return {
    isFolded: (frame) => folded.some((pattern) => matches(declared(frame), pattern)),
    isSkipped: (frame) => skipped.some((pattern) => matches(declared(frame), pattern)),
    trimmed: (name) => trimmed.reduce(without, name),
  };
}

/** The symbol without what the compiler appends: a closure belongs to the function that declares it. */
function declared({ function: raw }: StackFrame): string {
  return raw.slice(0, raw.length - parseSymbol(raw).suffix.length);
}

/** Linear in the length of the name: texts of dumps are not matched with regular expressions of a user. */
function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

function without(name: string, text: string): string {
  if (text.length >= name.length) return name;
  if (name.startsWith(text)) return name.slice(text.length);
  return name.endsWith(text) ? name.slice(0, -text.length) : name;
}

/** A setting's rules, without those that are not valid, and what is wrong with those. */
export function readNameRules(value: unknown): {
  readonly rules: NameRules;
  readonly problems: readonly string[];
} {
  const given = isRecord(value) ? value : {};
  const problems: string[] =
    isRecord(value) || value === undefined || value === null ? [] : ['It must be an object.'];
  const list = (key: keyof NameRules): readonly string[] => {
    const rules: unknown = given[key] ?? [];
    if (!Array.isArray(rules)) {
      problems.push(`“${key}” must be a list of texts.`);
      return [];
    }
    return rules.filter((rule: unknown): rule is string => {
      // A pattern of stars would match every function.
      const isValid = typeof rule === 'string' && /[^*\s]/.test(rule);
      if (!isValid) problems.push(`In “${key}”, ${JSON.stringify(rule)} names no function.`);
      return isValid;
    });
  };
  const rules = { fold: list('fold'), skip: list('skip'), trim: list('trim') };
  for (const key of Object.keys(given)) if (!(key in rules)) problems.push(`“${key}” is not known.`);
  return { rules, problems };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

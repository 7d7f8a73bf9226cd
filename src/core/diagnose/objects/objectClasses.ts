import type { Expr, Func } from '../../facts/code';

/** What names the object of an expression, as a key of the classes. */
export type KeyOf = (expr: Expr, func: Func) => string | undefined;

/** Maximum number of functions that one variable or field is known to be set to. */
const maxFunctions = 1000;

/**
 * Keys of what code names, in classes of those that may stand for one object. The elements of an object, which may be stored,
 * sent or received, have one class too, and it is one with that of the elements of every other name of the object.
 */
export class ObjectClasses {
  private readonly parents = new Map<string, string>();
  /** Of classes with more than one key, by root. */
  private readonly sizes = new Map<string, number>();
  private readonly elements = new Map<string, string>();
  private readonly globals = new Set<string>();
  private readonly servedOutside = new Set<string>();
  private readonly inInterfaces = new Set<string>();
  private readonly functions = new Map<string, readonly Func[]>();
  /** Functions of variables and fields that are set to too many. */
  readonly notFollowed = new Set<Func>();
  /** Counts changes, so that results derived from the classes can be recomputed. */
  version = 0;

  find(key: string): string {
    let root = key;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root))
      root = parent;
    for (let at = key; at !== root;) {
      const next = this.parents.get(at)!;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }

  /** All names of the classes of the keys. */
  namesOf(keys: readonly string[]): readonly string[] {
    const roots = new Set(keys.map((key) => this.find(key)));
    return [...roots, ...[...this.parents.keys()].filter((each) => roots.has(this.find(each)))];
  }

  union(one: string, other: string): void {
    const pairs: (readonly [string, string])[] = [[one, other]];
    for (const [left, right] of pairs) {
      const roots = [this.find(left), this.find(right)] as const;
      if (roots[0] === roots[1]) continue;
      this.version++;
      // The larger class keeps its root, so that no key is far from its root.
      const [a, b] = this.sizeOf(roots[0]) > this.sizeOf(roots[1]) ? [roots[1], roots[0]] : roots;
      this.sizes.set(b, this.sizeOf(a) + this.sizeOf(b));
      this.parents.set(a, b);
      const elements = [this.elements.get(a), this.elements.get(b)] as const;
      if (elements[0] !== undefined && elements[1] !== undefined) pairs.push([elements[0], elements[1]]);
      else if (elements[0] !== undefined) this.elements.set(b, elements[0]);
      for (const func of this.functions.get(a) ?? []) this.addFunction(b, func);
      if (this.servedOutside.has(a)) this.servedOutside.add(b);
      if (this.inInterfaces.has(a)) this.inInterfaces.add(b);
      if (this.globals.has(a) || this.globals.has(b)) this.markGlobal(b);
    }
  }

  private sizeOf(root: string): number {
    return this.sizes.get(root) ?? 1;
  }

  /** The key of the elements of a list, map or channel, or of the result of a function value. */
  element(key: string): string {
    const root = this.find(key);
    const known = this.elements.get(root);
    if (known !== undefined) return known;
    const element = `${root}[]`;
    this.elements.set(root, element);
    if (this.globals.has(root)) this.markGlobal(element);
    return element;
  }

  /** Records that any code may have the object, not only code with the variables of the class. */
  markGlobal(key: string): void {
    for (let next: string | undefined = key; next !== undefined;) {
      const root = this.find(next);
      const element = this.elements.get(root);
      const isElementKnown = element === undefined || this.globals.has(this.find(element));
      this.globals.add(root);
      next = isElementKnown ? undefined : element;
    }
  }

  isGlobal(key: string): boolean {
    return this.globals.has(this.find(key));
  }

  /** Records that code that was not read, such as the standard library, serves the channel. */
  markServedOutside(key: string): void {
    this.servedOutside.add(this.find(key));
  }

  isServedOutside(key: string): boolean {
    return this.servedOutside.has(this.find(key));
  }

  /**
   * Says that the object goes into a value of an interface or comes from one, so that not all code that has it may be
   * known.
   */
  markInInterface(key: string): void {
    this.inInterfaces.add(this.find(key));
  }

  isInInterface(key: string): boolean {
    return this.inInterfaces.has(this.find(key));
  }

  addFunction(key: string, func: Func): void {
    const root = this.find(key);
    const known = this.functions.get(root) ?? [];
    if (known.includes(func)) return;
    if (known.length >= maxFunctions) {
      this.notFollowed.add(func);
      return;
    }
    this.functions.set(root, [...known, func]);
    this.version++;
  }

  functionsOf(key: string): readonly Func[] {
    return this.functions.get(this.find(key)) ?? [];
  }
}

/** The key of what a function returns. */
export function resultKey({ uri, line, depth, name }: Func, index: number): string {
  return `${uri}:${line}:${depth}${name}:result ${index}`;
}

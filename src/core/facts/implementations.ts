import type { Func } from './code';
import type { GoPackage } from './goPackage';
import type { GoMethod, GoType } from './goType';

type Interface = GoType & { readonly kind: 'interface' };

/** What finding the types that implement an interface needs to know of the program. */
interface Surroundings {
  readonly packages: readonly GoPackage[];
  underlying(type: GoType): GoType;
  /** Whether the type has the method itself, or promotes it. */
  hasMethod(type: GoType, name: string): boolean;
}

/** Maximum number of methods of one name that are considered. */
const maxMethods = 256;
/** Implementations that a call may go to, at most. */
const maxImplementations = 64;
/** Maximum nesting of embedded interfaces. */
const maxDepth = 4;

/** Finds the methods that implement those of interfaces. */
export class Implementations {
  private readonly known = new WeakMap<Interface, Map<string, readonly Func[]>>();
  /** Names of methods with too many implementations, so that calls of them are not followed. */
  readonly notFollowed = new Set<string>();

  constructor(private readonly program: Surroundings) {}

  /** The methods of this name of all types that were read and that have the other methods of the interface. */
  of(type: Interface, name: string): readonly Func[] {
    const byName = this.known.get(type) ?? new Map<string, readonly Func[]>();
    this.known.set(type, byName);
    const known = byName.get(name);
    if (known !== undefined) return known;
    const listed = this.methodsOf(type, 0);
    const own = listed.find((method) => method.name === name);
    const all = this.program.packages.flatMap((pkg) =>
      pkg.named(name).filter((method) => method.receiverType !== undefined && isAlike(method, own)),
    );
    // A struct that embeds the interface gets here again while the methods are being found.
    byName.set(name, all);
    const others = new Set(listed.map((other) => other.name).filter((other) => other !== name));
    const implementing =
      all.length > maxMethods ? [] : all.filter((method) => this.hasMethods(method, others));
    const found = implementing.length > maxImplementations ? [] : implementing;
    if (found.length === 0 && all.length > maxImplementations) this.notFollowed.add(name);
    byName.set(name, found);
    return found;
  }

  /** Whether a type of functions or channels implements the interface, as `HandlerFunc` does. */
  includesFunctions(type: Interface): boolean {
    const [first] = this.methodsOf(type, 0);
    if (first === undefined) return false;
    return this.of(type, first.name).some(({ pkg, receiverType = '' }) => {
      const { kind } = this.program.underlying({ kind: 'named', pkg, name: receiverType });
      return kind === 'func' || kind === 'chan';
    });
  }

  /** The interface's methods, as far as the interfaces that it embeds were read. */
  private methodsOf({ methods, embedded }: Interface, depth: number): readonly GoMethod[] {
    if (depth > maxDepth) return methods;
    const inner = embedded.map((each) => this.program.underlying(each));
    return [
      ...methods,
      ...inner.flatMap((each) => (each.kind === 'interface' ? this.methodsOf(each, depth + 1) : [])),
    ];
  }

  /** Whether the method's type, or a struct that embeds it, has the other methods too. */
  private hasMethods({ pkg, receiverType = '' }: Func, others: ReadonlySet<string>): boolean {
    const has = (id: string, name: string) =>
      [...others].every((other) => this.program.hasMethod({ kind: 'named', pkg: id, name }, other));
    if (has(pkg, receiverType)) return true;
    return this.program.packages.some((each) =>
      [...each.typesWithField(receiverType)].some((name) => has(each.id, name)),
    );
  }
}

/** Whether a method has as many parameters and results as the interface asks for. */
function isAlike({ params, results }: Func, wanted: GoMethod | undefined): boolean {
  return wanted === undefined || (params.length === wanted.params && results.length === wanted.results);
}

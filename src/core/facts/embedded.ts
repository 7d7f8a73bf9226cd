import { type GoField, type GoType, nameOfType, pointedTo } from './goType';
import { lockPackages } from './syncTypes';

/** Maximum depth of embedded structs that fields and methods are promoted from. */
const maxDepth = 4;

/** A type, and how a struct embeds it. */
export interface Embedded {
  readonly type: GoType;
  /** The declaration of the type. */
  readonly under: GoType;
  /** From the struct to the type. */
  readonly path: readonly GoField[];
}

/** A type and the types that its struct embeds, each once, the least deeply embedded first. */
export function* withEmbedded(type: GoType, underlying: (type: GoType) => GoType): Generator<Embedded> {
  const seen = new Set<GoType>();
  let level: Omit<Embedded, 'under'>[] = [{ type, path: [] }];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { type: each, path } of level) {
      const under = underlying(each);
      if (seen.has(under)) continue;
      seen.add(under);
      yield { type: each, under, path };
      for (const field of under.kind === 'struct' ? under.fields : [])
        if (field.isEmbedded) next.push({ type: field.type, path: [...path, field] });
    }
    level = next;
  }
}

/** The name of the embedded field that is a lock, or the like, of a struct or of one embedded in it. */
export function lockAmong(all: Iterable<Embedded>): string | undefined {
  for (const { under } of all) {
    const own = (under.kind === 'struct' ? under.fields : [])
      .filter(({ isEmbedded }) => isEmbedded)
      .map((field) => ({ name: nameOfType(field.type), type: pointedTo(field.type) }))
      .find(({ type }) => type.kind === 'named' && lockPackages.has(type.pkg));
    if (own !== undefined) return own.name;
  }
  return undefined;
}

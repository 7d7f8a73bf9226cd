import { type GoField, type GoType } from '../../facts/goType';
import type { Program, WordBytes } from '../../facts/program';

/** Size and alignment in bytes. */
interface Layout {
  readonly size: number;
  readonly align: number;
}

type Layouts = Readonly<Record<string, Layout>>;

/** Sizes of the predeclared types, as the gc compiler lays them out, by the word size of the machine in bytes. */
function basicLayouts(word: WordBytes): Layouts {
  const long = { size: 8, align: word };
  const one = { size: word, align: word };
  const two = { size: 2 * word, align: word };
  return {
    bool: { size: 1, align: 1 },
    byte: { size: 1, align: 1 },
    int8: { size: 1, align: 1 },
    uint8: { size: 1, align: 1 },
    int16: { size: 2, align: 2 },
    uint16: { size: 2, align: 2 },
    int32: { size: 4, align: 4 },
    uint32: { size: 4, align: 4 },
    rune: { size: 4, align: 4 },
    float32: { size: 4, align: 4 },
    int64: long,
    uint64: long,
    float64: long,
    complex64: { size: 8, align: 4 },
    complex128: { size: 16, align: word },
    int: one,
    uint: one,
    uintptr: one,
    string: two,
    error: two,
    any: two,
  };
}

/** Types of the standard library whose layout is the same in Go 1.20 to 1.27; on 64-bit machines, since 1.18. */
function libraryLayouts(word: WordBytes): Layouts {
  const one = { size: word, align: word };
  const two = { size: 2 * word, align: word };
  const atomic64 = { size: 8, align: 8 };
  return {
    'sync.Mutex': { size: 8, align: 4 },
    'sync.RWMutex': { size: 24, align: 4 },
    'sync.WaitGroup': { size: 16, align: 8 },
    'sync.Once': { size: 12, align: 4 },
    // A Locker, two counters, a lock, two pointers, and one to itself.
    'sync.Cond': { size: 8 + 6 * word, align: word },
    'sync.Locker': two,
    'sync/atomic.Bool': { size: 4, align: 4 },
    'sync/atomic.Int32': { size: 4, align: 4 },
    'sync/atomic.Uint32': { size: 4, align: 4 },
    'sync/atomic.Int64': atomic64,
    'sync/atomic.Uint64': atomic64,
    'sync/atomic.Uintptr': one,
    'sync/atomic.Pointer': one,
    'sync/atomic.Value': two,
    'time.Time': { size: 16 + word, align: word },
    'time.Duration': { size: 8, align: word },
    'context.Context': two,
    'context.CancelFunc': one,
    'net.Conn': two,
    'net.Listener': two,
    'net.Addr': two,
    'io.Reader': two,
    'io.Writer': two,
    'io.ReadCloser': two,
    'io.Closer': two,
    'net/http.Handler': two,
  };
}

const basic: Readonly<Record<WordBytes, Layouts>> = { 4: basicLayouts(4), 8: basicLayouts(8) };
const library: Readonly<Record<WordBytes, Layouts>> = { 4: libraryLayouts(4), 8: libraryLayouts(8) };

/**
 * Offset in bytes of a field in its struct, as the gc compiler lays it out for the program's machine; undefined if the size
 * of a type before it is unknown.
 */
export function offsetOf(program: Program, owner: GoType, path: readonly GoField[]): number | undefined {
  let offset = 0;
  let type = owner;
  for (const field of path) {
    const struct = program.underlying(type);
    if (struct.kind !== 'struct') return undefined;
    const own = offsetInStruct(program, struct.fields, field.name);
    if (own === undefined) return undefined;
    offset += own;
    // Beyond a pointer the field is in another object.
    if (field.type.kind === 'pointer' && field !== path.at(-1)) return undefined;
    type = field.type;
  }
  return offset;
}

function offsetInStruct(program: Program, fields: readonly GoField[], name: string): number | undefined {
  let offset = 0;
  for (const field of fields) {
    const layout = layoutOf(program, field.type, 0);
    if (field.name === name) {
      const align = layout?.align;
      return align === undefined ? undefined : rounded(offset, align);
    }
    if (layout === undefined) return undefined;
    offset = rounded(offset, layout.align) + layout.size;
  }
  return undefined;
}

function layoutOf(program: Program, type: GoType, depth: number): Layout | undefined {
  if (depth > 8) return undefined;
  const word = program.wordBytes;
  switch (type.kind) {
    case 'pointer':
    case 'chan':
    case 'map':
    case 'func':
      return { size: word, align: word };
    case 'interface':
      return { size: 2 * word, align: word };
    case 'list': {
      if (type.length === undefined) return { size: 3 * word, align: word };
      const elem = layoutOf(program, type.elem, depth + 1);
      return elem === undefined || Number.isNaN(type.length)
        ? undefined
        : { size: elem.size * type.length, align: elem.align };
    }
    case 'struct':
      return structLayout(program, type.fields, depth);
    case 'named': {
      if (type.pkg === '') return basic[word][type.name];
      const known = `${type.pkg}.${type.name}`;
      const standard = library[word][known];
      if (standard !== undefined) return standard;
      const declared = program.package(type.pkg)?.type(type.name);
      return declared && layoutOf(program, declared, depth + 1);
    }
    default:
      return undefined;
  }
}

function structLayout(program: Program, fields: readonly GoField[], depth: number): Layout | undefined {
  let size = 0;
  let align = 1;
  for (const field of fields) {
    const layout = layoutOf(program, field.type, depth + 1);
    if (layout === undefined) return undefined;
    size = rounded(size, layout.align) + layout.size;
    align = Math.max(align, layout.align);
  }
  return { size: rounded(size, align), align };
}

function rounded(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}

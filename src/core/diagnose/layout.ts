import { type GoField, type GoType } from '../facts/goType';
import type { Program } from '../facts/program';

/** Size and alignment in bytes. */
interface Layout {
  readonly size: number;
  readonly align: number;
}

const word = 8;

const basic: Readonly<Record<string, Layout>> = {
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
  int64: { size: 8, align: 8 },
  uint64: { size: 8, align: 8 },
  float64: { size: 8, align: 8 },
  complex64: { size: 8, align: 4 },
  complex128: { size: 16, align: 8 },
  int: { size: word, align: word },
  uint: { size: word, align: word },
  uintptr: { size: word, align: word },
  string: { size: 2 * word, align: word },
  error: { size: 2 * word, align: word },
  any: { size: 2 * word, align: word },
};

/** Types of the standard library whose layout is the same in Go 1.18 to 1.27, on machines with words of 8 bytes. */
const library: Readonly<Record<string, Layout>> = {
  'sync.Mutex': { size: 8, align: 4 },
  'sync.RWMutex': { size: 24, align: 4 },
  'sync.WaitGroup': { size: 16, align: 8 },
  'sync.Once': { size: 12, align: 4 },
  'sync.Cond': { size: 56, align: 8 },
  'sync.Locker': { size: 16, align: 8 },
  'sync/atomic.Bool': { size: 4, align: 4 },
  'sync/atomic.Int32': { size: 4, align: 4 },
  'sync/atomic.Uint32': { size: 4, align: 4 },
  'sync/atomic.Int64': { size: 8, align: 8 },
  'sync/atomic.Uint64': { size: 8, align: 8 },
  'sync/atomic.Uintptr': { size: 8, align: 8 },
  'sync/atomic.Pointer': { size: 8, align: 8 },
  'sync/atomic.Value': { size: 16, align: 8 },
  'time.Time': { size: 24, align: 8 },
  'time.Duration': { size: 8, align: 8 },
  'context.Context': { size: 16, align: 8 },
  'context.CancelFunc': { size: 8, align: 8 },
  'net.Conn': { size: 16, align: 8 },
  'net.Listener': { size: 16, align: 8 },
  'net.Addr': { size: 16, align: 8 },
  'io.Reader': { size: 16, align: 8 },
  'io.Writer': { size: 16, align: 8 },
  'io.ReadCloser': { size: 16, align: 8 },
  'io.Closer': { size: 16, align: 8 },
  'net/http.Handler': { size: 16, align: 8 },
};

/**
 * Offset in bytes of a field in its struct, as the gc compiler lays it out on 64-bit machines; undefined if the size of a
 * type before it is unknown.
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
      if (type.pkg === '') return Object.hasOwn(basic, type.name) ? basic[type.name] : undefined;
      const known = `${type.pkg}.${type.name}`;
      if (Object.hasOwn(library, known)) return library[known];
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

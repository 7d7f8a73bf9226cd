import { fieldOf, fieldsOf, type SyntaxNode } from '../source/syntaxNode';

/** A type as the source writes it. */
export type GoType =
  | {
      readonly kind: 'named';
      /** Folder uri of a package that was read, import path of any other; empty for predeclared types. */
      readonly pkg: string;
      readonly name: string;
      /** Of a generic type. */
      readonly args?: readonly GoType[];
    }
  | { readonly kind: 'pointer'; readonly elem: GoType }
  /** `only` is what the type allows, if it does not allow both. */
  | { readonly kind: 'chan'; readonly elem: GoType; readonly only?: 'send' | 'receive' }
  /** Slices and arrays. `length` is that of an array, and NaN if it is not written as a number. */
  | { readonly kind: 'list'; readonly elem: GoType; readonly length?: number }
  | { readonly kind: 'map'; readonly key: GoType; readonly elem: GoType }
  | { readonly kind: 'func'; readonly results: readonly GoType[] }
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  /** `methods` are those that it lists itself, and `embedded` the interfaces that it lists. */
  | {
      readonly kind: 'interface';
      readonly methods: readonly GoMethod[];
      readonly embedded: readonly GoType[];
    }
  | { readonly kind: 'unknown' };

/** A method of an interface. */
export interface GoMethod {
  readonly name: string;
  /** Numbers of its parameters and results. */
  readonly params: number;
  readonly results: number;
}

export interface GoField {
  /** For an embedded field, the name of its type. */
  readonly name: string;
  readonly type: GoType;
  readonly isEmbedded: boolean;
}

export const unknownType: GoType = { kind: 'unknown' };

/** The scope in which a file names types. */
export interface TypeScope {
  readonly text: string;
  /** Identity of the file's own package. */
  readonly pkg: string;
  /** Packages by the name that the file gives them. */
  readonly imports: ReadonlyMap<string, string>;
}

const predeclared = new Set(
  'any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr'.split(
    ' ',
  ),
);

/** Reads a type. Syntax that is not understood is an unknown type. */
export function readType(node: SyntaxNode | undefined, scope: TypeScope): GoType {
  if (node === undefined) return unknownType;
  const nested = (field: string) => readType(fieldOf(node, field), scope);
  switch (node.type) {
    case 'type_identifier':
    case 'identifier': {
      const name = scope.text.slice(node.start, node.end);
      return { kind: 'named', pkg: predeclared.has(name) ? '' : scope.pkg, name };
    }
    case 'qualified_type': {
      const alias = textOf(fieldOf(node, 'package'), scope);
      return {
        kind: 'named',
        pkg: scope.imports.get(alias) ?? alias,
        name: textOf(fieldOf(node, 'name'), scope),
      };
    }
    case 'generic_type': {
      const type = nested('type');
      const args = fieldOf(node, 'type_arguments')?.children.map((arg) =>
        readType(arg.type === 'type_elem' ? arg.children[0] : arg, scope),
      );
      return type.kind === 'named' && args !== undefined ? { ...type, args } : type;
    }
    case 'pointer_type':
      return { kind: 'pointer', elem: readType(node.children[0], scope) };
    case 'parenthesized_type':
      return readType(node.children[0], scope);
    case 'channel_type':
      return readChannel(node, scope);
    case 'slice_type':
    case 'implicit_length_array_type':
      return { kind: 'list', elem: nested('element') };
    case 'array_type': {
      const length = Number(textOf(fieldOf(node, 'length'), scope));
      return {
        kind: 'list',
        elem: nested('element'),
        ...(Number.isInteger(length) ? { length } : { length: NaN }),
      };
    }
    case 'map_type':
      return { kind: 'map', key: nested('key'), elem: nested('value') };
    case 'function_type':
      return { kind: 'func', results: readResults(fieldOf(node, 'result'), scope) };
    case 'interface_type':
      return readInterface(node, scope);
    case 'struct_type':
      return { kind: 'struct', fields: readFields(node, scope) };
    default:
      return unknownType;
  }
}

function readChannel(node: SyntaxNode, scope: TypeScope): GoType {
  const value = fieldOf(node, 'value');
  const elem = readType(value, scope);
  const arrow = scope.text.slice(node.start, value?.start).replace(/\s/g, '');
  if (arrow.startsWith('<-')) return { kind: 'chan', elem, only: 'receive' };
  return arrow.startsWith('chan<-') ? { kind: 'chan', elem, only: 'send' } : { kind: 'chan', elem };
}

/** The types of a function's results, one for each value. */
export function readResults(node: SyntaxNode | undefined, scope: TypeScope): readonly GoType[] {
  if (node === undefined) return [];
  if (node.type !== 'parameter_list') return [readType(node, scope)];
  return node.children.flatMap((declaration) => {
    if (declaration.type === 'comment') return [];
    const type = readType(fieldOf(declaration, 'type'), scope);
    return fieldsOf(declaration, 'name').length > 1 ? fieldsOf(declaration, 'name').map(() => type) : [type];
  });
}

function readInterface(node: SyntaxNode, scope: TypeScope): GoType {
  const elements = (type: string) => node.children.filter((child) => child.type === type);
  return {
    kind: 'interface',
    methods: elements('method_elem').map((method) => ({
      name: textOf(fieldOf(method, 'name'), scope),
      params: readResults(fieldOf(method, 'parameters'), scope).length,
      results: readResults(fieldOf(method, 'result'), scope).length,
    })),
    embedded: elements('type_elem').map((element) => readType(element.children[0], scope)),
  };
}

function readFields(node: SyntaxNode, scope: TypeScope): readonly GoField[] {
  const list = node.children.find(({ type }) => type === 'field_declaration_list');
  return (list?.children ?? []).flatMap((declaration): GoField[] => {
    if (declaration.type !== 'field_declaration') return [];
    const written = fieldOf(declaration, 'type');
    const names = fieldsOf(declaration, 'name').map((name) => textOf(name, scope));
    const type = readType(written, scope);
    if (names.length > 0) return names.map((name) => ({ name, type, isEmbedded: false }));
    // The star of an embedded `*T` is an anonymous node outside the field.
    const isPointer = scope.text.slice(declaration.start, written?.start).includes('*');
    return [
      {
        name: nameOfType(type),
        type: isPointer ? { kind: 'pointer', elem: type } : type,
        isEmbedded: true,
      },
    ];
  });
}

/** The name of an embedded field of the type. */
export function nameOfType(type: GoType): string {
  if (type.kind === 'pointer') return nameOfType(type.elem);
  return type.kind === 'named' ? type.name : '';
}

/** The type itself, or what it points to. */
export function pointedTo(type: GoType): GoType {
  return type.kind === 'pointer' ? pointedTo(type.elem) : type;
}

export function textOf(node: SyntaxNode | undefined, { text }: Pick<TypeScope, 'text'>): string {
  return node === undefined ? '' : text.slice(node.start, node.end);
}

/** The field that a key of a composite literal sets, which is its name or its position. */
export function fieldOfKey(fields: readonly GoField[], key: string): GoField | undefined {
  return fields.find(({ name }, index) => name === key || String(index) === key);
}

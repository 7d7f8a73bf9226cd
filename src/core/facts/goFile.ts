import type { GoSource } from '../source/goSyntax';
import { fieldOf, fieldsOf, specsOf, type SyntaxNode } from '../source/syntaxNode';
import { type Func, initialValue, type Variable } from './code';
import { type GoType, readType, textOf, type TypeScope } from './goType';
import { CodeReader } from './readCode';

export interface PackageVariable extends Variable {
  /** The function that sets the initial value; undefined without one. */
  readonly init: Func | undefined;
}

/** What a Go file declares. */
export interface GoFile {
  readonly uri: string;
  /** Literals too; a function precedes those inside it. */
  readonly functions: readonly Func[];
  readonly types: ReadonlyMap<string, GoType>;
  readonly variables: ReadonlyMap<string, PackageVariable>;
  /** Identities of the imported packages, by the name of the import or, without one, of the package. */
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * Reads what a file declares.
 *
 * @param pkg identity of its package
 * @param packageOf returns the identity of an imported package
 */
export function readGoFile(
  { uri, text }: GoSource,
  tree: SyntaxNode,
  pkg: string,
  packageOf: (importPath: string) => string,
): GoFile {
  const imports = new Map<string, string>();
  const named = { text };
  const declarations = tree.children.filter(({ type }) => type === 'import_declaration');
  for (const spec of declarations.flatMap(specsOf)) {
    const path = textOf(fieldOf(spec, 'path'), named).slice(1, -1);
    imports.set(textOf(fieldOf(spec, 'name'), named) || packageNameOf(path), packageOf(path));
  }
  const scope: TypeScope & { readonly uri: string } = { text, pkg, imports, uri };
  const reader = new CodeReader(scope);
  const types = new Map<string, GoType>();
  const variables = new Map<string, PackageVariable>();
  for (const node of tree.children) {
    if (node.type === 'function_declaration' || node.type === 'method_declaration')
      reader.readDeclaration(node);
    for (const spec of node.type === 'type_declaration' ? node.children : []) {
      types.set(textOf(fieldOf(spec, 'name'), scope), readType(fieldOf(spec, 'type'), scope));
    }
    for (const spec of node.type === 'var_declaration' ? specsOf(node) : []) {
      const init = reader.readInitialization(spec);
      const [values = []] = (init?.body ?? []).flatMap((step) =>
        step.kind === 'assign' ? [step.values] : [],
      );
      const names = fieldsOf(spec, 'name').filter(({ type }) => type === 'identifier');
      names.forEach((name, index) => {
        const declared = textOf(name, scope);
        if (declared === '_') return;
        const type = readType(fieldOf(spec, 'type'), scope);
        variables.set(declared, {
          name: declared,
          type,
          line: name.line,
          init,
          ...initialValue(values, names.length, index),
        });
      });
    }
  }
  return {
    uri,
    functions: reader.functions,
    types,
    variables,
    imports,
  };
}

/** The name of a package that is imported without one; `v2` and `.go` are not part of it. */
function packageNameOf(path: string): string {
  const elements = path.split('/');
  const last = elements.at(-1)!;
  const name = /^v\d+$/.test(last) && elements.length > 1 ? elements.at(-2)! : last;
  return name
    .replace(/^go-/, '')
    .replace(/\.v\d+$|\.go$|-go$/, '')
    .replace(/-/g, '');
}

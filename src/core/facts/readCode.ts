import { fieldOf, fieldsOf, type SyntaxNode } from '../source/syntaxNode';
import { BodyReader } from './readBody';
import { ExprReader } from './readExpr';
import type { Func, Step, Variable } from './code';
import { type GoType, readResults, readType, textOf, type TypeScope } from './goType';

/** The file that a function is in. */
interface FileScope extends TypeScope {
  readonly uri: string;
}

/** What the syntax of a function does not say. */
type Owned = Pick<Func, 'name' | 'receiver' | 'outer' | 'depth'>;

interface OpenFunction {
  readonly func: Func;
  readonly body: Step[];
  readonly variables: Map<string, Variable>;
}

/** Reads the code of functions of one file. */
export class CodeReader {
  /** All functions read so far, literals too; a function precedes those inside it. */
  readonly functions: Func[] = [];

  constructor(private readonly scope: FileScope) {}

  /** A `function_declaration` or `method_declaration`. */
  readDeclaration(node: SyntaxNode): Func {
    const receivers = fieldOf(node, 'receiver');
    const [receiver] = receivers === undefined ? [] : this.readParams(receivers);
    const name = textOf(fieldOf(node, 'name'), this.scope);
    return this.readFunction(node, { name, receiver, outer: undefined, depth: 0 });
  }

  /** The function that sets package-level variables to their initial values; undefined if a spec has none. */
  readInitialization(spec: SyntaxNode): Func | undefined {
    const written = fieldOf(spec, 'value')?.children ?? [];
    if (written.length === 0) return undefined;
    const { func, body } = this.open(spec, { name: 'init', receiver: undefined, outer: undefined, depth: 0 });
    const exprs = this.exprReader(func);
    const values = written.map((value) => exprs.expr(value, body));
    const targets = fieldsOf(spec, 'name')
      .filter(({ type }) => type === 'identifier')
      .map((name) => ({ kind: 'name' as const, name: textOf(name, this.scope) }));
    body.push({ kind: 'assign', targets, values, line: spec.line, endLine: spec.endLine });
    return func;
  }

  private exprReader(outer: Func): ExprReader {
    return new ExprReader(this.scope, (node) =>
      this.readFunction(node, { name: '', receiver: undefined, outer, depth: outer.depth + 1 }),
    );
  }

  readFunction(node: SyntaxNode, own: Owned): Func {
    const { func, body, variables } = this.open(node, own);
    const block = fieldOf(node, 'body');
    if (block !== undefined)
      body.push(...new BodyReader(this.exprReader(func), this.scope, variables).block(block));
    return func;
  }

  /** A function without its code, which is to be added. */
  private open(node: SyntaxNode, own: Owned): OpenFunction {
    const result = fieldOf(node, 'result');
    const variables = new Map<string, Variable>();
    if (result?.type === 'parameter_list') {
      for (const variable of this.readParams(result)) variables.set(variable.name, variable);
    }
    const body: Step[] = [];
    const func: Func = {
      uri: this.scope.uri,
      pkg: this.scope.pkg,
      line: node.line,
      endLine: node.endLine,
      name: own.name,
      receiver: own.receiver,
      receiverType: own.receiver && namedType(own.receiver.type),
      params: this.readParams(fieldOf(node, 'parameters')),
      results: readResults(result, this.scope),
      body,
      variables,
      outer: own.outer,
      depth: own.depth,
    };
    this.functions.push(func);
    return { func, body, variables };
  }

  private readParams(list: SyntaxNode | undefined): Variable[] {
    return (list?.children ?? []).flatMap((declaration) => {
      if (declaration.type === 'comment') return [];
      const written = readType(fieldOf(declaration, 'type'), this.scope);
      const type: GoType =
        declaration.type === 'variadic_parameter_declaration' ? { kind: 'list', elem: written } : written;
      const names = fieldsOf(declaration, 'name').map((name) => textOf(name, this.scope));
      return (names.length === 0 ? ['_'] : names).map((name) => ({
        name,
        type,
        line: declaration.line,
        value: undefined,
        part: 'value' as const,
      }));
    });
  }
}

function namedType(type: GoType): string | undefined {
  if (type.kind === 'pointer') return namedType(type.elem);
  return type.kind === 'named' ? type.name : undefined;
}

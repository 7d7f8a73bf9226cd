import { fieldOf, fieldsOf, type SyntaxNode } from '../source/syntaxNode';
import { BodyReader } from './readBody';
import { ExprReader } from './readExpr';
import type { Expr, Func, Step, Variable } from './code';
import { type GoType, readResults, readType, textOf, type TypeScope } from './goType';

/** The file that a function is in. */
interface FileScope extends TypeScope {
  readonly uri: string;
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

  /** The value of a package-level variable, which is outside every function. */
  readValue(node: SyntaxNode): Expr {
    return this.exprReader(undefined, 0).expr(node, []);
  }

  private exprReader(outer: Func | undefined, depth: number): ExprReader {
    return new ExprReader(this.scope, (node) =>
      this.readFunction(node, { name: '', receiver: undefined, outer, depth: depth + 1 }),
    );
  }

  readFunction(
    node: SyntaxNode,
    own: {
      readonly name: string;
      readonly receiver: Variable | undefined;
      readonly outer: Func | undefined;
      readonly depth: number;
    },
  ): Func {
    const params = this.readParams(fieldOf(node, 'parameters'));
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
      params,
      results: readResults(result, this.scope),
      body,
      variables,
      outer: own.outer,
      depth: own.depth,
    };
    this.functions.push(func);
    const block = fieldOf(node, 'body');
    if (block !== undefined) {
      const exprs = this.exprReader(func, own.depth);
      body.push(...new BodyReader(exprs, this.scope, variables).block(block));
    }
    return func;
  }

  private readParams(list: SyntaxNode | undefined): Variable[] {
    return (list?.children ?? []).flatMap((declaration) => {
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

import { fieldOf, type SyntaxNode } from '../source/syntaxNode';
import type { Call, Expr, Func, Step } from './code';
import { readType, textOf, type TypeScope } from './goType';

const leaving: Readonly<Record<string, 'panic' | 'exit'>> = {
  panic: 'panic',
  'os.Exit': 'exit',
  'log.Fatal': 'exit',
  'log.Fatalf': 'exit',
  'log.Fatalln': 'exit',
  'runtime.Goexit': 'panic',
};

/** Reads expressions of one function. */
export class ExprReader {
  /** @param readLiteral reads a function literal */
  constructor(
    private readonly scope: TypeScope,
    private readonly readLiteral: (node: SyntaxNode) => Func,
  ) {}

  /** Reads an expression. Appends the steps of its evaluation to `steps`. */
  expr(node: SyntaxNode | undefined, steps: Step[]): Expr {
    if (node === undefined) return { kind: 'other' };
    const operand = () => this.expr(fieldOf(node, 'operand'), steps);
    switch (node.type) {
      case 'identifier':
      case 'package_identifier':
        return { kind: 'name', name: this.textOf(node) };
      case 'nil':
        return { kind: 'nil' };
      case 'parenthesized_expression':
      case 'literal_element':
      case 'variadic_argument':
        return this.expr(node.children[0], steps);
      case 'selector_expression':
        return { kind: 'field', of: operand(), name: textOf(fieldOf(node, 'field'), this.scope) };
      case 'index_expression': {
        const of = operand();
        this.expr(fieldOf(node, 'index'), steps);
        return { kind: 'index', of };
      }
      case 'unary_expression': {
        const of = operand();
        const text = this.textOf(node);
        if (text.startsWith('&') && of.kind !== 'value') return { ...of, isAddress: true };
        if (!text.startsWith('<-')) return of;
        steps.push({ kind: 'receive', channel: of, line: node.line, endLine: node.endLine });
        return { kind: 'receive', channel: of };
      }
      case 'call_expression':
        return this.call(node, steps);
      case 'func_literal':
        return {
          kind: 'function',
          func: this.readLiteral(node),
        };
      case 'composite_literal':
        return {
          kind: 'value',
          type: readType(fieldOf(node, 'type'), this.scope),
          fields: this.literalFields(fieldOf(node, 'body'), steps),
        };
      case 'type_assertion_expression': {
        const asserted = readType(fieldOf(node, 'type'), this.scope);
        return { ...operand(), asserted };
      }
      case 'type_conversion_expression': {
        const type = readType(fieldOf(node, 'type'), this.scope);
        const of = operand();
        return of.kind === 'other' ? { kind: 'value', type, fields: [] } : of;
      }
      default:
        for (const child of node.children) this.expr(child, steps);
        return { kind: 'other' };
    }
  }

  private literalFields(body: SyntaxNode | undefined, steps: Step[]): readonly (readonly [string, Expr])[] {
    return (body?.children ?? []).map((element, index): readonly [string, Expr] => {
      if (element.type !== 'keyed_element') return [String(index), this.expr(element, steps)];
      return [textOf(fieldOf(element, 'key'), this.scope), this.expr(fieldOf(element, 'value'), steps)];
    });
  }

  private call(node: SyntaxNode, steps: Step[]): Expr {
    const name = textOf(fieldOf(node, 'function'), this.scope);
    const written = fieldOf(node, 'arguments')?.children ?? [];
    if (name === 'make' && written[0]?.type === 'channel_type') {
      const elem = readType(fieldOf(written[0], 'value'), this.scope);
      return { kind: 'channel', elem };
    }
    if (name === 'make') {
      for (const size of written.slice(1)) this.expr(size, steps);
      return { kind: 'value', type: readType(written[0], this.scope), fields: [] };
    }
    if (name === 'new') return { kind: 'value', type: readType(written[0], this.scope), fields: [] };
    const args = written.map((arg) => this.expr(arg, steps));
    const lines = { line: node.line, endLine: node.endLine };
    if (name === 'close' && args[0] !== undefined) {
      steps.push({ kind: 'close', channel: args[0], ...lines });
      return { kind: 'other' };
    }
    const how = Object.hasOwn(leaving, name) ? leaving[name] : undefined;
    if (how !== undefined) {
      steps.push({ kind: 'leave', how, values: [], ...lines });
      return { kind: 'other' };
    }
    const callee = this.expr(fieldOf(node, 'function'), steps);
    const call: Call = { callee, args, ...lines };
    steps.push({ kind: 'call', call, ...lines });
    return { kind: 'call', call };
  }

  private textOf(node: SyntaxNode): string {
    return textOf(node, this.scope);
  }
}

import { fieldOf, fieldsOf, specsOf, type SyntaxNode } from '../source/syntaxNode';
import { initialValue, type Call, type Expr, type SelectCase, type Step, type Variable } from './code';
import { type GoType, readType, textOf, type TypeScope, unknownType } from './goType';
import type { ExprReader } from './readExpr';

/** Reads the statements of one function. */
export class BodyReader {
  private label = '';

  constructor(
    private readonly exprs: ExprReader,
    private readonly scope: TypeScope,
    private readonly variables: Map<string, Variable>,
  ) {}

  block({ children }: SyntaxNode): Step[] {
    return this.statements(children);
  }

  private statements(nodes: readonly SyntaxNode[]): Step[] {
    return nodes.flatMap((child) =>
      child.type === 'statement_list' ? this.block(child) : this.statement(child),
    );
  }

  private statement(node: SyntaxNode): Step[] {
    const steps: Step[] = [];
    const lines = { line: node.line, endLine: node.endLine };
    const label = this.label;
    this.label = '';
    switch (node.type) {
      case 'block':
        return this.block(node);
      case 'labeled_statement': {
        this.label = textOf(fieldOf(node, 'label'), this.scope);
        const statement = node.children.find(({ field }) => field !== 'label');
        steps.push({ kind: 'label', label: this.label, line: node.line, endLine: node.line });
        if (statement !== undefined) steps.push(...this.statement(statement));
        return steps;
      }
      case 'expression_statement':
        this.exprs.expr(node.children[0], steps);
        break;
      case 'send_statement': {
        const channel = this.exprs.expr(fieldOf(node, 'channel'), steps);
        const value = this.exprs.expr(fieldOf(node, 'value'), steps);
        steps.push({ kind: 'send', channel, value, ...lines });
        break;
      }
      case 'receive_statement':
      case 'short_var_declaration':
      case 'assignment_statement':
        this.assignment(node, steps);
        break;
      case 'var_declaration':
        for (const spec of specsOf(node)) this.varSpec(spec, steps);
        break;
      case 'go_statement':
      case 'defer_statement': {
        const expr = this.callee(node.children[0], steps);
        if (expr !== undefined)
          steps.push({ kind: node.type === 'go_statement' ? 'go' : 'defer', call: expr, ...lines });
        break;
      }
      case 'return_statement': {
        const values = (node.children[0]?.children ?? []).map((value) => this.exprs.expr(value, steps));
        steps.push({ kind: 'leave', how: 'return', values, ...lines });
        break;
      }
      case 'break_statement':
      case 'continue_statement':
      case 'goto_statement':
      case 'fallthrough_statement': {
        const to = node.type.slice(0, node.type.indexOf('_')) as (Step & { kind: 'jump' })['to'];
        steps.push({ kind: 'jump', to, label: textOf(node.children[0], this.scope), ...lines });
        break;
      }
      case 'if_statement':
        this.ifStatement(node, steps, label);
        break;
      case 'for_statement':
        this.forStatement(node, steps, label);
        break;
      case 'expression_switch_statement':
      case 'type_switch_statement':
        this.switchStatement(node, steps, label);
        break;
      case 'select_statement':
        this.selectStatement(node, steps, label);
        break;
      default:
        for (const child of node.children) this.exprs.expr(child, steps);
    }
    return steps;
  }

  private ifStatement(node: SyntaxNode, steps: Step[], label: string): void {
    const initializer = fieldOf(node, 'initializer');
    if (initializer !== undefined) steps.push(...this.statement(initializer));
    const condition = fieldOf(node, 'condition');
    this.exprs.expr(condition, steps);
    const alternative = fieldOf(node, 'alternative');
    const consequence = fieldOf(node, 'consequence');
    const then = consequence === undefined ? [] : this.block(consequence);
    const otherwise = alternative === undefined ? [] : this.statement(alternative);
    const tried = this.triedLock(condition);
    if (tried !== undefined) {
      // `if mu.TryLock() { … }` and `if !mu.TryLock() { return }`: only one branch holds the lock.
      const lock: Step = { kind: 'call', call: tried.call, line: node.line, endLine: node.line };
      (tried.isNegated ? otherwise : then).unshift(lock);
    }
    steps.push({
      kind: 'branch',
      of: 'if',
      branches: [then, otherwise],
      isTotal: true,
      label,
      line: node.line,
      endLine: node.endLine,
    });
  }

  private triedLock(
    condition: SyntaxNode | undefined,
  ): { readonly call: Call; readonly isNegated: boolean } | undefined {
    const isNegated = condition?.type === 'unary_expression' && this.textOf(condition).startsWith('!');
    const inner = isNegated ? fieldOf(condition, 'operand') : condition;
    if (inner?.type !== 'call_expression') return undefined;
    const expr = this.exprs.expr(inner, []);
    if (expr.kind !== 'call' || expr.call.callee.kind !== 'field') return undefined;
    const { callee } = expr.call;
    if (callee.name !== 'TryLock' && callee.name !== 'TryRLock') return undefined;
    return {
      call: { ...expr.call, callee: { ...callee, name: callee.name.slice('Try'.length) } },
      isNegated,
    };
  }

  private forStatement(node: SyntaxNode, steps: Step[], label: string): void {
    const body = fieldOf(node, 'body');
    const range = node.children.find(({ type }) => type === 'range_clause');
    const clause = node.children.find(({ type }) => type === 'for_clause');
    const condition =
      clause === undefined
        ? node.children.find(
            ({ type, field }) => field !== 'body' && type !== 'range_clause' && type !== 'comment',
          )
        : fieldOf(clause, 'condition');
    let over: Expr | undefined;
    let mayReceive = false;
    if (range !== undefined) {
      over = this.exprs.expr(fieldOf(range, 'right'), steps);
      const names = fieldOf(range, 'left')?.children ?? [];
      mayReceive = names.length < 2 && over.kind !== 'other'; // a channel has one variable, and no literal
      names.forEach((name, index) => {
        // The only variable of a range over a channel is its element, see Program.typeOf.
        this.declare(name, unknownType, { value: over, part: index === 0 ? 'key' : 'element' });
      });
    }
    const initializer = clause && fieldOf(clause, 'initializer');
    if (initializer !== undefined) steps.push(...this.statement(initializer));
    const inner: Step[] = [];
    if (range === undefined && condition !== undefined) this.exprs.expr(condition, inner);
    if (body !== undefined) inner.push(...this.block(body));
    const update = clause && fieldOf(clause, 'update');
    if (update !== undefined) inner.push(...this.statement(update));
    const isEndless = range === undefined && condition === undefined;
    const lines = { line: node.line, endLine: node.endLine };
    steps.push({ kind: 'loop', over, mayReceive, isEndless, label, body: inner, ...lines });
  }

  private switchStatement(node: SyntaxNode, steps: Step[], label: string): void {
    const initializer = fieldOf(node, 'initializer');
    if (initializer !== undefined) steps.push(...this.statement(initializer));
    const value = this.exprs.expr(fieldOf(node, 'value'), steps);
    const cases = node.children.filter(({ type }) => type.endsWith('_case'));
    const types = cases.flatMap((each) => fieldsOf(each, 'type'));
    const asserted = types.length === 1 ? readType(types[0], this.scope) : unknownType;
    for (const name of fieldOf(node, 'alias')?.children ?? [])
      this.declare(name, unknownType, { value: { ...value, asserted }, part: 'value' });
    const branches = cases.map((each) =>
      this.statements(each.children.filter(({ field }) => field === undefined)),
    );
    const isTotal = cases.some(({ type }) => type === 'default_case');
    steps.push({
      kind: 'branch',
      of: 'switch',
      branches,
      isTotal,
      label,
      line: node.line,
      endLine: node.endLine,
    });
  }

  private selectStatement(node: SyntaxNode, steps: Step[], label: string): void {
    const cases: SelectCase[] = [];
    const others: Step[][] = [];
    for (const each of node.children) {
      const rest = each.children.filter(({ field }) => field === undefined);
      const communication = fieldOf(each, 'communication');
      if (each.type === 'default_case') others.push(this.statements(rest));
      if (communication === undefined) continue;
      const inner = this.statement(communication);
      const at = inner.findLastIndex((step) => step.kind === 'send' || step.kind === 'receive');
      const operation = inner[at];
      // Channels and values to send are evaluated before the select waits.
      steps.push(...inner.slice(0, Math.max(0, at)));
      const body = [...inner.slice(at + 1), ...this.statements(rest)];
      if (operation?.kind === 'send' || operation?.kind === 'receive') {
        cases.push({ operation, body });
      }
    }
    steps.push({
      kind: 'select',
      cases,
      hasDefault: others.length > 0,
      label,
      line: node.line,
      endLine: node.endLine,
    });
    if (others.length > 0) {
      steps.push({
        kind: 'branch',
        of: 'switch',
        branches: others,
        isTotal: false,
        label: '',
        line: node.line,
        endLine: node.endLine,
      });
    }
  }

  private assignment(node: SyntaxNode, steps: Step[]): void {
    const right = fieldOf(node, 'right');
    const written = right?.type === 'expression_list' ? right.children : right === undefined ? [] : [right];
    const values = written.map((value) => this.value(value, steps));
    const left = fieldOf(node, 'left');
    const names = left?.type === 'expression_list' ? left.children : left === undefined ? [] : [left];
    if (node.type !== 'assignment_statement') {
      names.forEach((name, index) => {
        this.declare(name, unknownType, initialValue(values, names.length, index));
      });
    }
    const targets = names.map((name) => this.exprs.expr(name, steps));
    if (targets.length > 0) {
      steps.push({ kind: 'assign', targets, values, line: node.line, endLine: node.endLine });
    }
  }

  /** What is assigned to a variable. */
  private value(node: SyntaxNode, steps: Step[]): Expr {
    const value = this.exprs.expr(node, steps);
    const isCopy = node.type === 'unary_expression' && this.textOf(node).startsWith('*');
    return isCopy && value.kind === 'name' ? { kind: 'copy', of: value } : value;
  }

  private varSpec(spec: SyntaxNode, steps: Step[]): void {
    const values = (fieldOf(spec, 'value')?.children ?? []).map((value) => this.value(value, steps));
    const type = readType(fieldOf(spec, 'type'), this.scope);
    const names = fieldsOf(spec, 'name').filter((name) => name.type === 'identifier');
    names.forEach((name, index) => {
      this.declare(name, type, initialValue(values, names.length, index));
    });
    if (values.length > 0) {
      const targets = names.map((name): Expr => ({ kind: 'name', name: this.textOf(name) }));
      steps.push({ kind: 'assign', targets, values, line: spec.line, endLine: spec.endLine });
    }
  }

  private declare(node: SyntaxNode, type: GoType, initial: Pick<Variable, 'value' | 'part'>): void {
    const name = this.textOf(node);
    if (node.type !== 'identifier' || name === '_' || this.variables.has(name)) return;
    this.variables.set(name, { name, type, line: node.line, ...initial });
  }

  /** The call of a `go` or `defer` statement; its arguments are evaluated when the statement runs. */
  private callee(node: SyntaxNode | undefined, steps: Step[]): Call | undefined {
    if (node?.type === 'parenthesized_expression') return this.callee(node.children[0], steps);
    if (node?.type !== 'call_expression') return undefined;
    const args = (fieldOf(node, 'arguments')?.children ?? []).map((arg) => this.exprs.expr(arg, steps));
    return {
      callee: this.exprs.expr(fieldOf(node, 'function'), steps),
      args,
      line: node.line,
      endLine: node.endLine,
    };
  }

  private textOf(node: SyntaxNode): string {
    return textOf(node, this.scope);
  }
}

import { exprText, type Expr, type Func, type Step } from '../../../src/core/facts/code';

/** The steps as short texts; those inside of others in braces: `if {f()} {}`. */
export function stepTexts(steps: readonly Step[]): readonly string[] {
  return steps.map(stepText);
}

function stepText(step: Step): string {
  const inner = (body: readonly Step[]) => `{${stepTexts(body).join('; ')}}`;
  const label = 'label' in step && step.label !== '' ? ` ${step.label}` : '';
  switch (step.kind) {
    case 'call':
      return callText(step.call);
    case 'go':
    case 'defer':
      return `${step.kind} ${callText(step.call)}`;
    case 'send':
      return `${text(step.channel)} <- ${text(step.value)}`;
    case 'receive':
      return `<-${text(step.channel)}`;
    case 'close':
      return `close ${text(step.channel)}`;
    case 'assign':
      return `${step.targets.map(text).join(', ')} = ${step.values.map(text).join(', ')}`;
    case 'leave':
      return [step.how, step.values.map(text).join(', ')].filter(Boolean).join(' ');
    case 'label':
      return `${step.label}:`;
    case 'jump':
      return `${step.to}${label}`;
    case 'loop': {
      const over = step.over === undefined ? (step.isEndless ? ' forever' : '') : ` range ${text(step.over)}`;
      return `loop${label}${over} ${inner(step.body)}`;
    }
    case 'branch':
      return `${step.of}${label} ${step.branches.map(inner).join(' ')}${step.isTotal ? '' : ' or none'}`;
    case 'select': {
      const cases = step.cases.map(
        ({ operation, body }) => `{${stepText(operation)}: ${stepTexts(body).join('; ')}}`,
      );
      return `select${label} ${cases.join(' ')}${step.hasDefault ? ' default' : ''}`;
    }
  }
}

function callText({ callee, args }: { readonly callee: Expr; readonly args: readonly Expr[] }): string {
  return `${text(callee)}(${args.map(text).join(', ')})`;
}

function text(expr: Expr): string {
  if (expr.kind === 'function') return `func ${stepTexts(expr.func.body).join('; ') || '{}'}`;
  if (expr.kind === 'call') return callText(expr.call);
  if (expr.kind === 'channel') return 'make(chan)';
  return exprText(expr);
}

/** `(*Hub).run`, or `run.func` for a literal inside it. */
export function funcName({ name, receiverType, outer }: Func): string {
  if (outer !== undefined) return `${funcName(outer)}.func`;
  if (name === '') return 'func';
  return receiverType === undefined ? name : `${receiverType}.${name}`;
}

import { callIn } from '../../facts/calls';
import { type Call, type Expr, exprText, type Func, type Step } from '../../facts/code';
import { ByPart } from '../../facts/remembered';
import { calleesOf, type CodeContext, operationOf } from './callees';
import { ownerOf } from '../objects/kept';
import { rootOf } from '../objects/names';

/** On what code does an operation. */
export interface OperationObject {
  /** The function whose local variable it is, of which each call has its own. */
  readonly owner: Func | undefined;
  /** How the code names it; undefined if it may be any that has the key. */
  readonly names: readonly Expr[] | undefined;
}

/** Operations on what other goroutines may wait for, as `send key`. */
export type OperationMap = ReadonlyMap<string, OperationObject>;
/** Maximum number of names that are kept for the objects of one operation. */
const maxNames = 4;

/** Those of most steps and functions. */
export const nothing: OperationMap = new Map();

/** Whether a step itself, without the steps inside it, cannot end the wait of others. */
function hasNone(step: Step): boolean {
  const { kind } = step;
  return (
    kind === 'assign' ||
    kind === 'branch' ||
    kind === 'leave' ||
    kind === 'jump' ||
    (kind === 'loop' && !step.mayReceive)
  );
}

/** The operations of single steps, without those inside them and those of what they call. */
export class StepOperations {
  private readonly known = new ByPart<Step, OperationMap>();

  /** @param keys of the objects that count */
  constructor(
    private readonly context: CodeContext,
    private readonly keys: ReadonlySet<string>,
  ) {}

  of(step: Step, func: Func): OperationMap {
    return hasNone(step) ? nothing : this.known.get(func, step, () => this.find(step, func));
  }

  private find(step: Step, func: Func): OperationMap {
    let found: Map<string, OperationObject> | undefined;
    const { context, keys } = this;
    const { identities } = context;
    const addFor = (operation: string, key: string, object: OperationObject) => {
      if (keys.has(key))
        addOperation((found ??= new Map<string, OperationObject>()), `${operation} ${key}`, object);
    };
    const add = (operation: string, object: Expr, resource = identities.resource(object, func)) => {
      if (resource === undefined) return;
      const isNamed = resource.field !== undefined || resource.local !== undefined;
      addFor(operation, resource.key, {
        owner: ownerOf(resource),
        names: isNamed && rootOf(object) !== undefined ? [object] : undefined,
      });
    };
    const call = callIn(step);
    if (step.kind === 'send' || step.kind === 'receive' || step.kind === 'close') {
      add(step.kind, step.channel);
    } else if (step.kind === 'loop') {
      if (step.mayReceive) add('receive', step.over!);
    } else if (step.kind === 'select') {
      for (const { operation } of step.cases) add(operation.kind, operation.channel);
    } else if (call !== undefined) {
      const own = operationOf(call, func, context);
      if (own?.resource !== undefined) {
        add(own.operation, own.object, own.resource);
        // `wg.Go` calls Done once the function that it is given returns.
        if (own.operation === 'add' && call.callee.kind === 'field' && call.callee.name === 'Go')
          add('done', own.object, own.resource);
      }
      const [channel] = call.args;
      const isClose = step.kind === 'defer' && call.callee.kind === 'name' && call.callee.name === 'close';
      if (isClose && channel !== undefined) add('close', channel);
      for (const closed of identities.cancelled(call.callee, func))
        addFor('close', closed, { owner: undefined, names: [call.callee] });
    }
    return found ?? nothing;
  }
}

/** The functions that a call runs, and those that are passed to it, which may be called. */
export function functionsRunBy(call: Call, func: Func, context: CodeContext): readonly Func[] {
  const passed = call.args.flatMap((arg) =>
    arg.kind === 'name' ? [] : context.program.functionsNamed(arg, func).filter(({ name }) => name === ''),
  );
  return [...calleesOf(call, func, context), ...passed];
}

/** Adds an operation, which may be there on other objects. */
export function addOperation(
  all: Map<string, OperationObject>,
  operation: string,
  object: OperationObject,
): void {
  const known = all.get(operation);
  if (known === undefined) all.set(operation, object);
  else if (known !== object && (known.names !== undefined || known.owner !== undefined)) {
    // Of a field and a local variable of one key, the field may be anybody's.
    const owner = known.owner === object.owner ? known.owner : undefined;
    all.set(operation, { owner, names: known.names && namesOfBoth(known.names, object.names) });
  }
}

function namesOfBoth(
  some: readonly Expr[],
  others: readonly Expr[] | undefined,
): readonly Expr[] | undefined {
  if (others === undefined) return undefined;
  const distinct = new Map([...some, ...others].map((name) => [exprText(name), name]));
  return distinct.size <= maxNames ? [...distinct.values()] : undefined;
}

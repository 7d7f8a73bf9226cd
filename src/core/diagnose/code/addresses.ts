import { callOf } from '../../facts/calls';
import type { Func } from '../../facts/code';
import { type GoField, type GoType, nameOfType, pointedTo } from '../../facts/goType';
import type { Program } from '../../facts/program';
import { stepsIn } from '../../facts/steps';
import type { Resource } from '../objects/identity';
import { offsetOf } from '../objects/layout';
import type { Party } from '../parties/party';

/** A receiver or parameter whose address is known, and the way from there to an object. */
interface OwnerPath {
  readonly address: number;
  readonly type: GoType;
  readonly path: readonly GoField[];
}

/**
 * The address of the lock that a frame's code names: the address of its owner plus the offset of the field. The owner is
 * the receiver or a parameter. The frame prints its address, or the called frame does if it was passed on.
 */
export function addressIn(
  party: Party,
  frame: number,
  func: Func,
  resource: Resource,
  program: Program,
): number | undefined {
  const owner = ownerIn(party, frame, func, resource, program);
  // The lock itself is elsewhere where the field only points to it.
  if (owner === undefined || isReference(owner.path.at(-1)!.type)) return undefined;
  const offset = offsetOf(program, owner.type, owner.path);
  return offset === undefined ? undefined : owner.address + offset;
}

/**
 * Where the object is that a frame's code names, as the address of its owner and the fields from there: equal places are one
 * object, also behind pointers and where the offsets of fields are not known. Different places may be one object.
 */
export function placeIn(
  party: Party,
  frame: number,
  func: Func,
  resource: Resource,
  program: Program,
): string | undefined {
  const owner = ownerIn(party, frame, func, resource, program);
  if (owner === undefined) return undefined;
  // A pointer that is set again may have led elsewhere.
  const set = fieldsSet(program);
  if (owner.path.some(({ name, type }) => isReference(type) && set.has(name))) return undefined;
  return [nameOfType(owner.type), owner.address.toString(16), ...owner.path.map(({ name }) => name)].join(
    '.',
  );
}

const known = new WeakMap<Program, ReadonlySet<string>>();

/** Names of fields that code sets after their struct was made, of whatever type. */
function fieldsSet(program: Program): ReadonlySet<string> {
  let set = known.get(program);
  if (set === undefined) {
    const targets = program.functions.flatMap(({ body }) =>
      stepsIn(body).flatMap((step) => (step.kind === 'assign' ? step.targets : [])),
    );
    set = new Set(targets.flatMap((target) => (target.kind === 'field' ? target.name : [])));
    known.set(program, set);
  }
  return set;
}

function isReference(type: GoType): boolean {
  return type.kind === 'pointer' || (type.kind === 'named' && type.name === 'Locker');
}

function ownerIn(
  party: Party,
  frame: number,
  func: Func,
  { field }: Resource,
  program: Program,
): OwnerPath | undefined {
  if (field === undefined) return undefined;
  const path = [...field.path];
  let { root } = field;
  while (root.kind === 'field') {
    const found = program.fieldIn(program.typeOf(root.of, func), root.name);
    if (found === undefined) return undefined;
    path.unshift(...found.path);
    root = root.of;
  }
  if (root.kind !== 'name') return undefined;
  const type = program.typeOf(root, func);
  if (type.kind !== 'pointer') return undefined;
  const { name } = root;
  const own = variablesPassed(func).indexOf(name);
  const address = (own < 0 ? undefined : party.args[frame]?.[own]) ?? passedOn(party, frame, func, name);
  return address === undefined ? undefined : { address, type: pointedTo(type), path };
}

/** The receiver and the parameters, in the order in which a frame prints them. */
function variablesPassed({ receiver, params }: Func): readonly string[] {
  return [...(receiver === undefined ? [] : [receiver]), ...params].map(({ name }) => name);
}

/** The address that the called frame prints for a variable that is passed to it. */
function passedOn(party: Party, frame: number, func: Func, name: string): number | undefined {
  const code = party.code[frame];
  const called = party.code[frame - 1]?.func;
  if (code === undefined || called === undefined) return undefined;
  const call = called.name === '' ? undefined : callOf(called, func, code.line);
  if (call === undefined) return undefined;
  const { callee, args } = call;
  const passed = called.receiver !== undefined && callee.kind === 'field' ? [callee.of, ...args] : args;
  const position = passed.findIndex((each) => each.kind === 'name' && each.name === name);
  return position < 0 ? undefined : party.args[frame - 1]?.[position];
}

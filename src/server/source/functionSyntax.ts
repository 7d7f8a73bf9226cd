import { fieldOf, type FunctionSyntax, type ReceiverSyntax, type SyntaxNode } from '../../core';

/** Types of the nodes that are functions. */
export const functionTypes: ReadonlySet<string> = new Set([
  'function_declaration',
  'method_declaration',
  'func_literal',
]);

/** A node of one of `functionTypes` as a function. */
export function functionSyntax(node: SyntaxNode, text: string): FunctionSyntax {
  const { start, end, line, endLine } = node;
  const range = { start, end, line, endLine };
  if (node.type === 'func_literal') return { kind: 'closure', ...range };
  const receiver = fieldOf(node, 'receiver');
  return {
    kind: 'declaration',
    ...range,
    name: textOf(fieldOf(node, 'name'), text),
    receiver: receiver && receiverSyntax(receiver, text),
    isGeneric: fieldOf(node, 'type_parameters') !== undefined,
  };
}

function receiverSyntax(receiver: SyntaxNode, text: string): ReceiverSyntax {
  const inside = [...descendants(receiver)];
  const find = (type: string) => inside.find((node) => node.type === type);
  return {
    type: textOf(find('type_identifier'), text),
    isPointer: find('pointer_type') !== undefined,
    isGeneric: find('generic_type') !== undefined,
  };
}

function* descendants({ children }: SyntaxNode): Generator<SyntaxNode> {
  for (const child of children) {
    yield child;
    yield* descendants(child);
  }
}

function textOf(node: SyntaxNode | undefined, text: string): string {
  return node === undefined ? '' : text.slice(node.start, node.end);
}

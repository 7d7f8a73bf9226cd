import type { Node, Query, Tree } from 'web-tree-sitter';
import type { FunctionSyntax, ReceiverSyntax } from '../../core';

/** Finds all functions of a file. A function comes before those inside it. */
export const functionsQuery = `
  (function_declaration) @function
  (method_declaration) @function
  (func_literal) @closure
`;

/** Runs `functionsQuery` on a tree. */
export function functionSyntax(tree: Tree, query: Query): readonly FunctionSyntax[] {
  return query.captures(tree.rootNode).map(({ name, node }) => {
    const range = {
      start: node.startIndex,
      end: node.endIndex,
      line: node.startPosition.row + 1,
      endLine: node.endPosition.row + 1,
    };
    if (name === 'closure') return { kind: 'closure', ...range };
    const receiver = node.childForFieldName('receiver');
    return {
      kind: 'declaration',
      ...range,
      name: node.childForFieldName('name')?.text ?? '',
      receiver: receiver === null ? undefined : receiverSyntax(receiver),
      isGeneric: node.childForFieldName('type_parameters') !== null,
    };
  });
}

function receiverSyntax(receiver: Node): ReceiverSyntax {
  const has = (type: string) => receiver.descendantsOfType(type).length > 0;
  return {
    type: receiver.descendantsOfType('type_identifier')[0]?.text ?? '',
    isPointer: has('pointer_type'),
    isGeneric: has('generic_type'),
  };
}

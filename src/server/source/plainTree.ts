import type { Tree, TreeCursor } from 'web-tree-sitter';
import { lastIndex, type SyntaxNode } from '../../core';

/** Maximum depth of nodes. Only contrived code is nested deeper. */
const maxDepth = 500;

/** Types of nodes that no reader needs. Their children are skipped, too. */
const skipped = new Set([
  'comment',
  'interpreted_string_literal_content',
  'raw_string_literal_content',
  'escape_sequence',
  'const_declaration',
  'type_parameter_list',
]);

/**
 * Copies the named nodes of a tree, except comments, out of WebAssembly's memory: reading a property of a node there is a
 * call into WebAssembly.
 */
export function plainTree(tree: Tree, text: string): SyntaxNode {
  const cursor = tree.walk();
  try {
    return copyAt(cursor, lineStartsOf(text), 0);
  } finally {
    cursor.delete();
  }
}

class PlainNode implements SyntaxNode {
  readonly children: SyntaxNode[] = [];

  constructor(
    readonly type: string,
    readonly field: string | undefined,
    readonly start: number,
    readonly end: number,
    private readonly lineStarts: readonly number[],
  ) {}

  get line(): number {
    return lineOf(this.lineStarts, this.start);
  }

  get endLine(): number {
    return lineOf(this.lineStarts, Math.max(this.start, this.end - 1));
  }
}

function copyAt(cursor: TreeCursor, lineStarts: readonly number[], depth: number): PlainNode {
  const { nodeType, currentFieldName, startIndex, endIndex } = cursor;
  const node = new PlainNode(nodeType, currentFieldName ?? undefined, startIndex, endIndex, lineStarts);
  if (depth < maxDepth && cursor.gotoFirstChild()) {
    do {
      if (cursor.nodeIsNamed && !skipped.has(cursor.nodeType)) {
        node.children.push(copyAt(cursor, lineStarts, depth + 1));
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  return lastIndex(starts.length, (line) => starts[line]! <= offset) + 1;
}

import { lastIndex, type SyntaxNode } from '../../core';
import { Column, type FlatTree, nodeSize } from '../ports/flatTree';

/** Names of types and fields by their numbers. */
export interface NodeNames {
  readonly types: readonly string[];
  readonly fields: readonly (string | undefined)[];
}

/** The tree as nodes, which are made when they are asked for. */
export function rootNode({ nodes }: FlatTree, names: NodeNames, text: string): SyntaxNode {
  return new FlatNode({ nodes, names, lineStarts: lineStartsOf(text) }, 0);
}

/** The nodes of some types, in the order of the text. */
export function* nodesOfTypes(
  { nodes }: FlatTree,
  names: NodeNames,
  text: string,
  types: ReadonlySet<string>,
): Generator<SyntaxNode> {
  const isWanted = names.types.map((name) => types.has(name));
  const shared = { nodes, names, lineStarts: lineStartsOf(text) };
  for (let at = 0; at < nodes.length; at += nodeSize)
    if (isWanted[nodes[at + Column.type]!]) yield new FlatNode(shared, at);
}

interface Shared {
  readonly nodes: Int32Array;
  readonly names: NodeNames;
  readonly lineStarts: readonly number[];
}

class FlatNode implements SyntaxNode {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  private known: readonly SyntaxNode[] | undefined;

  constructor(
    private readonly tree: Shared,
    private readonly at: number,
  ) {
    const { nodes, names } = tree;
    this.type = names.types[nodes[at + Column.type]!] ?? 'ERROR';
    this.field = names.fields[nodes[at + Column.field]!];
    this.start = nodes[at + Column.start]!;
    this.end = nodes[at + Column.end]!;
  }

  get children(): readonly SyntaxNode[] {
    return (this.known ??= this.readChildren());
  }

  get line(): number {
    return lineOf(this.tree.lineStarts, this.start);
  }

  get endLine(): number {
    return lineOf(this.tree.lineStarts, Math.max(this.start, this.end - 1));
  }

  private readChildren(): readonly SyntaxNode[] {
    const { nodes } = this.tree;
    const next = nodes[this.at + Column.next]!;
    if (this.at + nodeSize === next) return none;
    const children: SyntaxNode[] = [];
    for (let at = this.at + nodeSize; at < next; at = nodes[at + Column.next]!)
      children.push(new FlatNode(this.tree, at));
    return children;
  }
}

const none: readonly SyntaxNode[] = [];

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  return lastIndex(starts.length, (line) => starts[line]! <= offset) + 1;
}

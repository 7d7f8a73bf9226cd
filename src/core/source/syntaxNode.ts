/** A node of a file's syntax tree, as plain data. Types and fields are those of tree-sitter-go. */
export interface SyntaxNode {
  readonly type: string;
  /** Name of the parent's field that contains the node; undefined for a child without a field. */
  readonly field: string | undefined;
  /** Offsets in the text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** One-based line of the first and of the last character. */
  readonly line: number;
  readonly endLine: number;
  /** Only named nodes. */
  readonly children: readonly SyntaxNode[];
}

/** The child in a field. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** All children in a field. */
export function fieldsOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** The specs of a declaration, with or without parentheses around them. */
export function specsOf(declaration: SyntaxNode): readonly SyntaxNode[] {
  return declaration.children.flatMap((child) =>
    child.type.endsWith('_spec_list') ? child.children : [child],
  );
}

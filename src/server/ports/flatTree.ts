/** A syntax tree as numbers, which costs nothing to pass to another thread. */
export interface FlatTree {
  /** Nodes in the order of the text, a parent before its children; `nodeSize` numbers each, see `Column`. */
  readonly nodes: Int32Array<ArrayBuffer>;
  readonly hasError: boolean;
}

/** The numbers of a node. */
export const Column = {
  type: 0,
  /** 0 for none. */
  field: 1,
  /** Offsets in the text, in UTF-16 units; the end is exclusive. */
  start: 2,
  end: 3,
  /** Position in `nodes` after its last descendant. */
  next: 4,
} as const;

/** How many numbers a node has. */
export const nodeSize = 5;

import type { Tree } from 'web-tree-sitter';
import { Column, type FlatTree, nodeSize } from '../ports/flatTree';

/** Maximum depth of nodes. Only contrived code is nested deeper. */
const maxDepth = 500;

/** The type of nodes whose children no reader needs. */
const leaf = 'type_parameter_list';
/** Types of nodes that no reader needs. */
const unused = new Set([
  'comment',
  'interpreted_string_literal_content',
  'raw_string_literal_content',
  'escape_sequence',
  'const_declaration',
]);

/**
 * The functions of web-tree-sitter's WebAssembly that its `TreeCursor` calls, in the version that package.json pins. They
 * keep the cursor in one place in memory. `TreeCursor` copies it there and back for each call, and takes three times as long.
 */
export interface CursorFunctions {
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_has_error_wasm(tree: number): number;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** Copies the named nodes of trees out of WebAssembly's memory. */
export class Flattener {
  private nodes = new Int32Array(nodeSize << 14);
  private length = 0;
  /** By number of a type: whether its nodes are left out, or have no children here. */
  private readonly isLeftOut: readonly boolean[];
  private readonly isLeaf: readonly boolean[];

  /**
   * @param types names of types by number
   * @param isNamed whether a type is one of named nodes
   */
  constructor(
    private readonly cursor: CursorFunctions,
    types: readonly string[],
    isNamed: (type: number) => boolean,
  ) {
    this.isLeftOut = types.map((name, type) => !isNamed(type) || unused.has(name));
    this.isLeaf = types.map((name) => name === leaf);
  }

  flatten(tree: Tree): FlatTree {
    const { cursor } = this;
    const address = (tree as unknown as { readonly 0: number })[0];
    cursor._ts_tree_root_node_wasm(address);
    const hasError = cursor._ts_node_has_error_wasm(address) === 1;
    cursor._ts_tree_root_node_wasm(address);
    cursor._ts_tree_cursor_new_wasm(address);
    try {
      this.length = 0;
      this.walk(address);
    } finally {
      cursor._ts_tree_cursor_delete_wasm(address);
    }
    return { nodes: this.nodes.slice(0, this.length), hasError };
  }

  private walk(tree: number): void {
    const { cursor } = this;
    /** Positions of the nodes around the cursor. */
    const open: number[] = [];
    for (;;) {
      const type = cursor._ts_tree_cursor_current_node_type_id_wasm(tree);
      if (!this.isLeftOut[type]) {
        const at = this.add(tree, type);
        const isInner = !this.isLeaf[type] && open.length < maxDepth;
        if (isInner && cursor._ts_tree_cursor_goto_first_child_wasm(tree) === 1) {
          open.push(at);
          continue;
        }
      }
      while (open.length > 0 && cursor._ts_tree_cursor_goto_next_sibling_wasm(tree) === 0) {
        cursor._ts_tree_cursor_goto_parent_wasm(tree);
        this.nodes[open.pop()! + Column.next] = this.length;
      }
      if (open.length === 0) return;
    }
  }

  /** @returns its position */
  private add(tree: number, type: number): number {
    const { cursor, length: at } = this;
    if (at + nodeSize > this.nodes.length) {
      const larger = new Int32Array(this.nodes.length * 2);
      larger.set(this.nodes);
      this.nodes = larger;
    }
    this.nodes[at + Column.type] = type;
    this.nodes[at + Column.field] = cursor._ts_tree_cursor_current_field_id_wasm(tree);
    this.nodes[at + Column.start] = cursor._ts_tree_cursor_start_index_wasm(tree);
    this.nodes[at + Column.end] = cursor._ts_tree_cursor_end_index_wasm(tree);
    this.length = at + nodeSize;
    this.nodes[at + Column.next] = this.length;
    return at;
  }
}

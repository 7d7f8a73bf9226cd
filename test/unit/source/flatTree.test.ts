import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { SyntaxNode } from '../../../src/core';
import { rootNode } from '../../../src/server/source/flatTree';
import { TreeSitterGo } from '../../../src/server/source/treeSitterGo';
import { fixturesFolder } from '../../fixtures';
import { installedWasm } from './syntaxes';

const leftOut = new Set([
  'comment',
  'interpreted_string_literal_content',
  'raw_string_literal_content',
  'escape_sequence',
  'const_declaration',
]);

/** The named nodes that web-tree-sitter's own cursor visits, one a line. A line of text ends after its line feed. */
function* visited(cursor: TreeCursor, text: string, depth = 0): Generator<string> {
  const { nodeType: type, startIndex: start, endIndex: end } = cursor;
  const isAtLineStart = end > start && text[end - 1] === '\n';
  const line = cursor.startPosition.row + 1;
  const endLine = cursor.endPosition.row + (isAtLineStart ? 0 : 1);
  yield [depth, type, cursor.currentFieldName ?? '', start, end, line, endLine].join(' ');
  if (type === 'type_parameter_list' || !cursor.gotoFirstChild()) return;
  do if (cursor.nodeIsNamed && !leftOut.has(cursor.nodeType)) yield* visited(cursor, text, depth + 1);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

function* nodesOf(
  { type, field, start, end, line, endLine, children }: SyntaxNode,
  depth = 0,
): Generator<string> {
  yield [depth, type, field ?? '', start, end, line, endLine].join(' ');
  for (const child of children) yield* nodesOf(child, depth + 1);
}

const lab = join(fixturesFolder, '../lab');
const files = readdirSync(lab, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.go'));
const contrived = {
  'an empty text': '',
  'code that does not parse': 'package a\n\nfunc f( {\n\tx := <-\n}}}\nfunc g() { }\n',
  'generics, and letters of two UTF-16 units':
    'package a\n\ntype T[K comparable, V any] struct { m map[K]V }\n\nfunc (t *T[K, V]) get(k K) V { return t.m[k] } // 𝄞\nvar s = "𝄞" + `𝄞`\n',
};

describe('A tree as numbers', () => {
  let parser: TreeSitterGo;
  let reference: Parser;
  before(async () => {
    parser = await TreeSitterGo.load(installedWasm);
    reference = new Parser().setLanguage(
      await Language.load(await installedWasm.read('tree-sitter-go.wasm')),
    );
  });
  const same = (text: string) => {
    const tree = reference.parse(text)!;
    const flat = parser.parse(text)!;
    const nodes = [...nodesOf(rootNode(flat, parser.names, text))];
    const cursor = tree.walk();
    assert.equal(nodes.join('\n'), [...visited(cursor, text)].join('\n'));
    assert.equal(flat.hasError, tree.rootNode.hasError);
    // Otherwise the garbage collector does. In web-tree-sitter 0.27, it then frees the cursor that was used last instead,
    // and every later parse in the process may fail.
    cursor.delete();
    tree.delete();
  };

  it(`has the nodes of the ${files.length} programs of the lab`, () => {
    assert.ok(files.length > 50);
    for (const path of files) same(readFileSync(join(lab, path), 'utf8'));
  }).timeout(60_000);

  for (const [what, text] of Object.entries(contrived)) {
    it(`has the nodes of ${what}`, () => {
      same(text);
    });
  }

  it('ends at a depth that only contrived code has', () => {
    const text = `package a\n\nvar x = ${'('.repeat(2000)}1${')'.repeat(2000)}\n`;
    const depth = ({ children }: SyntaxNode): number => 1 + Math.max(0, ...children.map(depth));
    assert.equal(depth(rootNode(parser.parse(text)!, parser.names, text)), 501);
  });
});

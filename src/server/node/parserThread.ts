/** Entry point of a thread that parses Go files: it answers each text with its tree. */
import { parentPort } from 'node:worker_threads';
import { TreeSitterGo } from '../source/treeSitterGo';
import { wasmFilesOnDisk } from './wasmFiles';

const port = parentPort!;
const loading = TreeSitterGo.load(wasmFilesOnDisk);

port.on('message', (text: string) => {
  void loading.then((parser) => {
    const tree = treeOf(parser, text);
    port.postMessage(tree, tree === undefined ? [] : [tree.nodes.buffer]);
  });
});

/** Undefined also if WebAssembly runs out of memory or stack. */
function treeOf(parser: TreeSitterGo, text: string) {
  try {
    return parser.parse(text);
  } catch {
    return undefined;
  }
}

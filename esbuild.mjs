// Bundles the extension and the language server, each for Node and for a browser's Web Worker.
import { build, context } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  target: 'es2022',
  logLevel: watch ? 'info' : 'warning',
};
// vscode-jsonrpc and related packages list UMD builds first, which esbuild cannot follow: prefer their ES modules.
const node = { ...shared, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { ...shared, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

const bundles = [
  {
    ...node,
    entryPoints: ['src/client/extension.node.ts'],
    outfile: 'dist/extension.node.js',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['src/server/main.node.ts'],
    outfile: 'dist/server.js',
    define: { 'import.meta.url': '__filename' }, // for web-tree-sitter, an ES module
  },
  {
    ...node,
    entryPoints: ['src/server/node/parserThread.ts'],
    outfile: 'dist/parserThread.js',
    define: { 'import.meta.url': '__filename' },
  },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['src/client/extension.browser.ts'],
    outfile: 'dist/extension.browser.js',
    external: ['vscode'],
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['src/server/main.browser.ts'],
    outfile: 'dist/server.browser.js',
  },
];

// The servers read these files from the folder of their scripts.
const wasm = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-go/tree-sitter-go.wasm'];
mkdirSync('dist', { recursive: true });
for (const file of wasm) copyFileSync(`node_modules/${file}`, `dist/${file.split('/').at(-1)}`);

if (watch) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}

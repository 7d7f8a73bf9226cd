import tseslint from 'typescript-eslint';

/** The direction between the parts: core ← protocol ← server | client. */
const mayNotImport = (files, groups) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
  },
});

const outside = [
  ['vscode', 'vscode-*', 'vscode-*/**', 'node:*'],
  'core is pure: bytes and strings in, plain data out',
];
const otherParts = [['**/server/**', '**/client/**', '**/protocol/**'], 'core imports no other part'];
const pastTheIndex = [['**/core/*'], 'import the core through src/core/index.ts only'];

/** The core's folders in the order in which data flows: each imports only those before it. */
const coreFolders = [
  'bytes',
  'model',
  'go',
  'text',
  'lines',
  'unwrap',
  'records',
  'parse',
  'read',
  'waits',
  'group',
  'query',
  'source',
  'facts',
  'diagnose',
];
/** The folders of `core/diagnose`, from goroutines to what is said of them. */
const diagnoseFolders = ['parties', 'objects', 'code', 'edges', 'findings', 'words'];

/** The client's folders, from those that others build on. */
const clientFolders = [
  'text',
  'model',
  'words',
  'connection',
  'dumps',
  'documents',
  'decorations',
  'views',
  'commands',
];
/** Rules that let each folder of the part import only those before it, and nothing of its `groups`. */
const layers = (part, folders, groups) =>
  folders.map((folder, index) => {
    const above = folders.slice(index + 1).map((other) => `**/${other}/**`);
    const lower = [above, `${part}/${folder} is a lower layer`];
    return mayNotImport(
      [`src/${part}/${folder}/**`],
      [...groups(folder), ...(above.length === 0 ? [] : [lower])],
    );
  });

const clientImports = [
  pastTheIndex,
  [['**/server/**'], 'the client talks to the server through src/protocol'],
];
const withoutVSCode = [
  ['vscode', 'vscode-*', 'vscode-*/**', 'node:*'],
  'this file is tested without VS Code',
];

/** The first argument of the method is a literal or has gone through the sink (src/client/text/sinks.ts). */
const needsSink = (method, sink) => ({
  selector: `CallExpression[callee.property.name=${method}][arguments.0.type!="Literal"][arguments.0.callee.name!="${sink}"]`,
  message: `Pass a literal or what ${sink} returns: VS Code makes links or icons of the text.`,
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'bench/.data/', '.vscode-test/', 'test/lab/', 'test/fixtures/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off', // columns are read by index under noUncheckedIndexedAccess
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      eqeqeq: 'error',
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  ...layers('core', coreFolders, () => [outside, otherParts]),
  ...layers('core/diagnose', diagnoseFolders, () => [outside, otherParts]),
  mayNotImport(
    ['src/protocol/**'],
    [outside, pastTheIndex, [['**/server/**', '**/client/**'], 'the protocol imports only the core']],
  ),
  mayNotImport(
    ['src/server/**'],
    [pastTheIndex, [['**/client/**', 'vscode'], 'the server does not import its client']],
  ),
  mayNotImport(['src/client/**'], clientImports),
  ...layers('client', clientFolders, (folder) => [
    ...clientImports,
    ...(['text', 'model', 'words'].includes(folder) ? [withoutVSCode] : []),
  ]),
  mayNotImport(
    ['src/client/views/nodes.ts', 'src/client/connection/crashes.ts', 'src/client/debouncedCalls.ts'],
    [...clientImports, withoutVSCode],
  ),
  {
    files: ['src/client/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        needsSink('/^show(Information|Warning|Error)Message$/', 'messageText'),
        needsSink('"setStatusBarMessage"', 'labelText'),
      ],
    },
  },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
);

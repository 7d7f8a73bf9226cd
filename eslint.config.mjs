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
  'group',
  'query',
  'source',
];
const coreLayers = coreFolders.map((folder, index) => {
  const above = coreFolders.slice(index + 1).map((other) => `**/${other}/**`);
  return mayNotImport(
    [`src/core/${folder}/**`],
    [outside, otherParts, ...(above.length === 0 ? [] : [[above, `core/${folder} is a lower layer`]])],
  );
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
  ...coreLayers,
  mayNotImport(
    ['src/protocol/**'],
    [outside, pastTheIndex, [['**/server/**', '**/client/**'], 'the protocol imports only the core']],
  ),
  mayNotImport(
    ['src/server/**'],
    [pastTheIndex, [['**/client/**', 'vscode'], 'the server does not import its client']],
  ),
  mayNotImport(
    ['src/client/**'],
    [pastTheIndex, [['**/server/**'], 'the client talks to the server through src/protocol']],
  ),
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
);

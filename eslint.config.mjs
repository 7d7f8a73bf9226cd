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
  mayNotImport(
    ['src/core/**'],
    [outside, [['**/server/**', '**/client/**', '**/protocol*'], 'core knows nobody']],
  ),
  mayNotImport(
    ['src/protocol.ts'],
    [outside, [['./server/**', './client/**'], 'the protocol knows the core alone']],
  ),
  mayNotImport(['src/server/**'], [[['**/client/**', 'vscode'], 'the server does not know its client']]),
  mayNotImport(
    ['src/client/**'],
    [[['**/server/**'], 'the client speaks to the server through protocol.ts']],
  ),
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
);

/** Type imports count: a cycle of types is a cycle for the reader. */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Modules in an import cycle can only be understood together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
  },
};

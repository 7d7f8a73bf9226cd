/** Types count as imports: a circle of types is a circle for the reader. */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Modules that import each other in a circle can only be understood together.',
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

import { defineConfig } from 'oxlint'

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist', 'test/package/consumer', 'node_modules', 'coverage', '.vitest', '.brownout'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'no-else-return': 'error',
    'no-param-reassign': 'error',
    'no-var': 'error',
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    'object-shorthand': 'error',
    'prefer-const': ['error', { destructuring: 'all' }],
    'prefer-template': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-duplicates': 'error',
    'import/no-mutable-exports': 'error',
    // It checks the version of Node before anything else is loaded.
    'import/no-unassigned-import': ['error', { allow: ['**/engine/base/runtime.ts'] }],
    'typescript/array-type': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-deprecated': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-find': 'error',
    'typescript/prefer-readonly': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/throw-new-error': 'error',
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'fc.assert', 'assert*', 'expect*', 'survives'] }],
    'vitest/no-identical-title': 'error',
    // Data from outside is asserted to be what a schema or a check before has found it to be.
    'typescript/no-unsafe-type-assertion': 'off',
    // Deliveries and retries wait for one thing after another: that is what they are.
    'no-await-in-loop': 'off',
    // The compiler's noImplicitReturns knows better which functions end without a value.
    'typescript/consistent-return': 'off',
    // fast-check is used as its documentation has it: fc.string().
    'import/no-named-as-default-member': 'off',
    'unicorn/consistent-function-scoping': 'off',
    // Contexts are destructured where they are used; none of their functions has a this.
    'typescript/unbound-method': 'off',
    // Texts are spread into code points on purpose.
    'typescript/no-misused-spread': 'off',
    // "() => void act()" says that nothing is returned, whatever act returns.
    'typescript/no-meaningless-void-operator': 'off',
    // Names on the wire and in Node begin with underscores as they like.
    'no-underscore-dangle': 'off',
    // A value that a client sent is worded as JavaScript words it, whatever it is.
    'typescript/no-base-to-string': 'off',
    // What is copied is small, and a plain expression reads better.
    'oxc/no-map-spread': 'off',
    // Tests are also made by extended tests and by functions, which the rule does not know for tests.
    'vitest/no-standalone-expect': 'off',
    // A parameter may be called as the module's function or value that it stands for.
    'no-shadow': 'off',
    // The parameter is the caller's word for what an untyped place holds.
    'typescript/no-unnecessary-type-parameters': 'off',
    // A MessagePort begins to listen by its onmessage, and not by addEventListener.
    'unicorn/prefer-add-event-listener': 'off',
  },
  overrides: [
    // Vitest, Storybook and VitePress read the default exports of these.
    {
      files: ['*.config.ts', '**/*.config.ts', 'docs/site/.vitepress/config.ts', 'examples/browser/{preview,*.stories}.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    // Clients are called as their users call them, also by what is on its way out.
    { files: ['test/**'], rules: { 'typescript/no-deprecated': 'off', 'vitest/no-conditional-expect': 'off' } },
    // The naive app trusts whatever JSON the model sends: that is what it is an example of.
    {
      files: ['examples/naive/**'],
      rules: { 'typescript/no-unsafe-argument': 'off', 'typescript/no-unsafe-assignment': 'off', 'typescript/no-unsafe-return': 'off' },
    },
    // JavaScript, as users of other runners write it: nothing in it is typed, and nobody awaits the promise of a test of node:test.
    {
      files: ['examples/runners/**'],
      rules: {
        'typescript/no-floating-promises': 'off',
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
      },
    },
    { files: ['src/cli/**', 'src/vitest/verdict.ts', 'bench/**', 'examples/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  ],
})

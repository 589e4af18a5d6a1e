import { availableParallelism } from 'node:os';

// One configuration for every project. `*.spec.ts` needs nothing; `*.it.spec.ts` gets real servers from @arbiter/testing.
export default {
  testEnvironment: 'node',
  // Tests wait for servers as much as they compute: three at once also where there are two cores only.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  testMatch: ['<rootDir>/{apps,libs,tools}/*/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/out-tsc/'],
  modulePathIgnorePatterns: ['/dist/', '/out-tsc/', '/.arbiter/', '/.nx/'],
  extensionsToTreatAsEsm: ['.ts'],
  // Workspace packages are taken from their source, so that a test never sees an old build.
  testEnvironmentOptions: { customExportConditions: ['@arbiter/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
  // A test waits for real servers now and then, on a machine that others use too.
  testTimeout: 60_000,
};

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The four targets of every package, inferred from its files: written once here instead of in each package.json.
 * Commands run from the workspace's root, where Nx puts `node_modules/.bin` and with it the pinned Node first in the PATH.
 */

const tsc = 'node node_modules/tsc7/bin/tsc';
const jest = 'node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js';

/** What a compiler reads besides the project: its dependencies' sources and the shared settings. */
const compilerInputs = ['default', '^production', 'toolchain'];

const lint = (root) => ({
  command: `eslint ${root}`,
  cache: true,
  inputs: [
    ...compilerInputs,
    '{workspaceRoot}/eslint.config.mjs',
    '{workspaceRoot}/tools/lint-rules/src/**/*',
    { externalDependencies: ['eslint', 'typescript-eslint', '@nx/eslint-plugin'] },
  ],
});

const build = (root) => ({
  command: `${tsc} -b ${root}/tsconfig.lib.json`,
  cache: true,
  dependsOn: ['^build'],
  inputs: ['production', '^production', 'toolchain', { externalDependencies: ['tsc7'] }],
  outputs: ['{projectRoot}/dist'],
  syncGenerators: ['@nx/js:typescript-sync'],
});

/** Product code and specs. `build` goes first: both write the same build information. */
const typecheck = (root) => ({
  command: `${tsc} -b ${root}/tsconfig.json`,
  cache: true,
  dependsOn: ['build', '^build'],
  inputs: [...compilerInputs, { externalDependencies: ['tsc7'] }],
  outputs: ['{projectRoot}/out-tsc'],
  syncGenerators: ['@nx/js:typescript-sync'],
});

/** Every spec of the project; those with `.it.` in their name find real servers through jest's global set-up. */
const test = (root) => ({
  command: `${jest} --passWithNoTests ${root}/`,
  cache: true,
  dependsOn: ['build', '^build'],
  inputs: [...compilerInputs, '{workspaceRoot}/jest.config.mjs', { externalDependencies: ['jest', '@swc/core'] }],
});

function targetsOf(root) {
  const has = (file) => existsSync(join(root, file));
  return {
    ...(has('src') && { lint: lint(root) }),
    ...(has('tsconfig.lib.json') && { build: build(root) }),
    ...(has('tsconfig.json') && { typecheck: typecheck(root) }),
    ...(has('src') && { test: test(root) }),
  };
}

export const name = '@arbiter/targets';

export const createNodesV2 = [
  '{apps,libs,tools}/*/package.json',
  (files) =>
    files.map((file) => {
      const root = dirname(file);
      return [file, { projects: { [root]: { targets: targetsOf(root) } } }];
    }),
];

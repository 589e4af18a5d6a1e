import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { houseRules } from './tools/lint-rules/src/index.ts';

const SPECS = ['**/*.spec.ts'];
/** What the specs of one project share. */
const HELPERS = ['{apps,libs}/*/src/{testing,harness}/**'];
/** Code that only tests run. */
const FOR_TESTS = [...SPECS, ...HELPERS, 'libs/testing/**', 'apps/journey-e2e/**'];

/** Which kinds of project may import which: the walls of docs/decisions/0001. */
const WALLS = {
  'type:contract': [],
  'type:base': ['type:base'],
  'type:platform': ['type:platform', 'type:base', 'type:contract'],
  'type:app': ['type:platform', 'type:base', 'type:contract'],
  'type:tool': ['type:tool', 'type:contract'],
  'type:testing': ['type:testing', 'type:platform', 'type:base', 'type:contract', 'type:tool'],
  'type:e2e': ['type:testing', 'type:contract'],
};

/** The walls as the boundary rule wants them; specs may use `alsoFromSpecs` besides. */
const walls = (alsoFromSpecs = []) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    depConstraints: Object.entries(WALLS).map(([sourceTag, targets]) => ({
      sourceTag,
      onlyDependOnLibsWithTags: [...targets, ...alsoFromSpecs],
      ...(sourceTag === 'type:contract' && alsoFromSpecs.length === 0 && { allowedExternalImports: ['zod'] }),
    })),
  },
];

/** One room knows a client library, the others know the room. */
const OWNERSHIPS = [
  {
    packages: ['@nats-io/*'],
    owners: ['libs/messaging/**', 'libs/testing/**', 'tools/bench/**'],
    instead: 'The broker is reached through @arbiter/messaging: Events, Queries, @Consumes, @Answers.',
  },
  {
    packages: ['openai', '@anthropic-ai/*', 'groq-sdk'],
    owners: ['libs/llm/**'],
    instead: 'Models are asked through @arbiter/llm, which routes, prices and limits the call.',
  },
  {
    packages: ['octokit', '@octokit/*', '@gitbeaker/*'],
    owners: ['libs/forge/**', '**/*.spec.ts'],
    instead: 'Code hosts are reached through @arbiter/forge, which hides which one it is.',
  },
  {
    packages: ['typeorm'],
    owners: [
      'libs/persistence/**',
      'apps/*/src/**/*.repository.ts',
      'apps/*/src/persistence/migrations/**',
      '**/*.spec.ts',
    ],
    instead: 'No type of the ORM leaves persistence: inject a repository.',
  },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/out-tsc', '**/fixtures', '.nx', '.arbiter', 'coverage'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx, house: houseRules },
    rules: {
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      '@nx/enforce-module-boundaries': walls(),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // What may be missing is asked for in brackets: `groups['year']`.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // An underscore says that a position is passed over on purpose.
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // A Nest module is a class with nothing in it, with a decorator or as the root of a dynamic module.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // Options of Nest and metrics of prom-client are classes by declaration and plain objects by use.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A number in a template says what it says; objects and undefined are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => timer.unref()` and the like read better in one line.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'house/constant-log-messages': 'error',
      'house/no-default-export': 'error',
      'house/no-process-env': 'error',
      'house/package-owners': ['error', OWNERSHIPS],
      'house/sql-in-repositories': 'error',
    },
  },
  {
    // Where a process begins is where the environment is read.
    files: [
      'libs/service/src/run/*.ts',
      'libs/persistence/src/database/run-migrations.ts',
      'apps/*/src/{main,migrate,provision,rebuild}.ts',
      'apps/cli/**',
      'tools/**',
    ],
    rules: { 'house/no-process-env': 'off' },
  },
  {
    files: [
      '**/*.repository.ts',
      '**/migrations/**',
      'libs/persistence/**',
      'tools/**', // no service: a tool has no repositories
    ],
    rules: { 'house/sql-in-repositories': 'off' },
  },
  {
    files: FOR_TESTS,
    rules: {
      'house/no-process-env': 'off', // jest's global set-up hands its servers over in the environment
      'house/sql-in-repositories': 'off', // tests look at the rows themselves
    },
  },
  {
    files: [...SPECS, ...HELPERS],
    rules: { '@nx/enforce-module-boundaries': walls(['type:testing']) },
  },
  {
    files: SPECS,
    rules: {
      'house/no-mock-of-own-code': 'error',
      'house/no-sleep-in-specs': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    rules: { eqeqeq: 'error', 'max-lines': ['error', 300], 'no-unused-vars': 'error', 'prefer-const': 'error' },
  },
  prettier,
);

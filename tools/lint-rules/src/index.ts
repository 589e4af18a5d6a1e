import type { ESLint } from 'eslint';
import { constantLogMessages } from './constant-log-messages.ts';
import { noDefaultExport } from './no-default-export.ts';
import { noMockOfOwnCode } from './no-mock-of-own-code.ts';
import { noProcessEnv } from './no-process-env.ts';
import { noSleepInSpecs } from './no-sleep-in-specs.ts';
import { packageOwners } from './package-owners.ts';
import { sqlInRepositories } from './sql-in-repositories.ts';

/** The house's own rules, as the ESLint plugin `house`. */
export const houseRules: ESLint.Plugin = {
  meta: { name: '@arbiter/lint-rules', version: '0.1.0' },
  rules: {
    'constant-log-messages': constantLogMessages,
    'no-default-export': noDefaultExport,
    'no-mock-of-own-code': noMockOfOwnCode,
    'no-process-env': noProcessEnv,
    'no-sleep-in-specs': noSleepInSpecs,
    'package-owners': packageOwners,
    'sql-in-repositories': sqlInRepositories,
  },
};

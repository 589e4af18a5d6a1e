import { type Rule, RuleTester } from 'eslint';
import { join } from 'node:path';
import { constantLogMessages } from './constant-log-messages.ts';
import { noDefaultExport } from './no-default-export.ts';
import { noMockOfOwnCode } from './no-mock-of-own-code.ts';
import { noProcessEnv } from './no-process-env.ts';
import { noSleepInSpecs } from './no-sleep-in-specs.ts';
import { packageOwners } from './package-owners.ts';
import { sqlInRepositories } from './sql-in-repositories.ts';

const tester = new RuleTester();

/** Each rule with what it lets pass and what it objects to. */
function examples(name: string, rule: Rule.RuleModule, pass: readonly string[], fail: readonly string[]): void {
  tester.run(name, rule, {
    valid: [...pass],
    invalid: fail.map((code) => ({ code, errors: [{ messageId: 'broken' }] })),
  });
}

examples(
  'no-process-env',
  noProcessEnv,
  ['process.exitCode = 1;', 'config.env;', "import { argv } from 'node:process';"],
  ['process.env.HOME;', 'const { HOME } = process.env;', "import { env } from 'node:process';"],
);

examples(
  'no-default-export',
  noDefaultExport,
  ['export const a = 1;', "export { a } from './a.js';"],
  ['export default 1;', 'const a = 1; export { a as default };'],
);

examples(
  'sql-in-repositories',
  sqlInRepositories,
  ['commits.query(filter);', "search.query('a tool to select');", 'database.transaction(work);'],
  [
    'database.query(`select 1`);',
    "tx.query('insert into a values (1)');",
    'this.db.query(`\n  with a as (select 1) ${rest}`);',
  ],
);

examples(
  'constant-log-messages',
  constantLogMessages,
  [
    "log.info({ sha }, 'commit ingested');",
    'logger.warn(`no expressions`);',
    'report.error(`at ${place}`);',
    'console.log(`a ${b}`);',
  ],
  [
    'log.info(`commit ${sha}`);',
    "this.log.error({ error }, 'failed: ' + reason);",
    'class A { #logger; run() { this.#logger.debug(`run ${this.id}`); } }',
    "logger('relay').warn(`late by ${seconds}`);",
  ],
);

examples(
  'no-sleep-in-specs',
  noSleepInSpecs,
  ['await eventually(done);', 'clearTimeout(timer);', 'jest.setTimeout(1);'],
  ['setTimeout(done, 100);', 'sleep(5);', 'scheduler.wait(10);', 'globalThis.setTimeout(done, 1);'],
);

examples(
  'no-mock-of-own-code',
  noMockOfOwnCode,
  ["jest.mock('undici');", 'jest.fn();'],
  ["jest.mock('./queue.js');", "jest.unstable_mockModule('@arbiter/messaging', make);", "jest.doMock('../x.ts');"],
);

const owners = [
  { packages: ['@nats-io/*', 'nats'], owners: ['libs/messaging/**'], instead: 'Use @arbiter/messaging.' },
];
const inside = (file: string): string => join(process.cwd(), file);
const message = (source: string): string => `'${source}' may not be imported here. Use @arbiter/messaging.`;

tester.run('package-owners', packageOwners, {
  valid: [
    { code: "import '@nats-io/jetstream';", filename: inside('libs/messaging/src/deep/a.ts'), options: [owners] },
    { code: "import 'natsu';", filename: inside('apps/gateway/src/a.ts'), options: [owners] },
    { code: 'export const a = 1;', filename: inside('apps/gateway/src/a.ts'), options: [owners] },
  ],
  invalid: [
    "import { a } from '@nats-io/jetstream';",
    "export * from '@nats-io/jetstream';",
    "import('@nats-io/jetstream');",
  ].map((code) => ({
    code,
    filename: inside('apps/gateway/src/a.ts'),
    options: [owners],
    errors: [{ message: message('@nats-io/jetstream') }],
  })),
});

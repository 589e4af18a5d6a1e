import { buildAll } from './build-all.ts';
import { type Counts, addCounts, formatCounts, runJest } from './run-jest.ts';
import { messageOf } from '@arbiter/backing';

// `npm test [-- <jest's arguments>]`, `npm run test:unit`: builds, runs the tests, and ends with one line of counts.

const UNIT = '**/src/**/!(*.it|*.e2e).spec.ts';
const WITH_SERVERS = '**/src/**/*.@(it|e2e).spec.ts';

const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };
const ONE_FAILURE: Counts = { passed: 0, failed: 1, skipped: 0 };

const args = process.argv.slice(2);
const isUnitOnly = args.includes('--unit');
const passedOn = args.filter((argument) => argument !== '--unit');

async function runTests(): Promise<Counts> {
  let counts = NONE;
  // The quick ones first: whoever waits learns early.
  for (const match of isUnitOnly ? [UNIT] : [UNIT, WITH_SERVERS]) {
    const more = await runJest(match, passedOn);
    counts = addCounts(counts, more ?? ONE_FAILURE);
  }
  return counts;
}

/** Tests of whole services run what is built. A failed build counts as a failure, and what can be tested is tested. */
async function build(): Promise<Counts> {
  try {
    await buildAll(['apps']);
    return NONE;
  } catch (error) {
    console.error(messageOf(error));
    return ONE_FAILURE;
  }
}

const counts = addCounts(isUnitOnly ? NONE : await build(), await runTests());
if (counts.passed + counts.failed === 0) console.error('No test was run.');
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
console.log(formatCounts(counts));

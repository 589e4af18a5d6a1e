import { resolve } from 'node:path';
import { findArbiter } from './find-arbiter.ts';
import { openRepository } from './history/open-repository.ts';
import { HELP, parseOptions } from './options.ts';
import { ReplayError } from './replay-error.ts';
import { failureOf, replay } from './replay.ts';
import { renderTable } from './report/report.ts';

/** npm runs scripts in its package's folder; a path is meant from where it was typed. */
const TYPED_IN = process.env['INIT_CWD'] ?? process.cwd();

/** Replays what the command line names; answers the exit code. */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  const repository = await openRepository(resolve(TYPED_IN, options.repository));
  const arbiter = await findArbiter(options);
  if (repository.shallow) {
    console.error('This clone is shallow: older commits are left out. git fetch --unshallow brings them.');
  }
  const report = await replay(repository, arbiter, options);
  const failure = failureOf(report);
  console.log(options.output === 'json' ? JSON.stringify({ ...report, failure }, null, 2) : renderTable(report));
  if (failure === undefined) return 0;
  console.error(failure);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ReplayError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

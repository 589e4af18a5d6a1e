import { type FakeForge, startFakeForge } from './fake-forge.ts';
import { HELP, type Options, parseOptions, UsageError } from './options.ts';
import { welcome, written } from './show.ts';

/** How often branches are looked at, milliseconds. */
const LOOK = 1_000;

async function serve(options: Options): Promise<void> {
  const forge: FakeForge = await startFakeForge(options, (operation, answer) => {
    if (!options.quiet) console.log(written(operation, answer));
  });
  console.log(welcome(options, forge.url, forge.changes));
  const looking = setInterval(() => void forge.lookForPushes(), LOOK);
  const end = async (): Promise<void> => {
    clearInterval(looking);
    await forge.close();
  };
  process.once('SIGINT', () => void end()).once('SIGTERM', () => void end());
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else await serve(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

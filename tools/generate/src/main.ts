import { readDecoratedTypeScript } from './read-decorated-typescript.ts';
import { DOCUMENTS } from './documents.ts';
import { bringUpToDate, outOfDate } from './generated-document.ts';

const HELP = `Writes the documents that follow from the code: the journey, the environment, the metrics, the form of .arbiter.yml.

Usage: npm run generate [-- --check]

  --check   write nothing; fail if a document differs from what the code says
  --help    show this`;

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => !['--check', '--help'].includes(arg));
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}.\n\n${HELP}`);
    return 2;
  }
  if (args.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  readDecoratedTypeScript();
  if (!args.includes('--check')) {
    const written = await bringUpToDate(DOCUMENTS);
    console.log(written.length === 0 ? 'Everything was up to date.' : `Written: ${written.join(', ')}`);
    return 0;
  }
  const stale = await outOfDate(DOCUMENTS);
  if (stale.length === 0) return 0;
  console.error(`Out of date: ${stale.join(', ')}\nRun npm run generate, and commit what it writes.`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));

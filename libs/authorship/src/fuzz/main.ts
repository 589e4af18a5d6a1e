import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Difference, compareMailmap, compareTrailers } from './compare.ts';
import { Git } from './git.ts';
import { makeMailmap, varyMailmap } from './mailmaps.ts';
import { makeMessage, varyMessage } from './messages.ts';
import { Random } from './random.ts';

// Compares this library with the git of this machine over many generated cases; real files can be given to vary.
//
//   npm run fuzz:authorship -- [--cases 10000] [--seed 1] [--mailmap FILE]… [--messages FILE]…
//
// A file of messages holds them one after the other, a NUL after each: git log --format=%B%x00. Ends with 1 if anything
// differs, and prints the first few cases.

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    mailmap: { type: 'string', multiple: true, default: [] },
    messages: { type: 'string', multiple: true, default: [] },
  },
});
const BATCH = 500;
const cases = Number(values.cases);
const random = new Random(Number(values.seed));

const pieces = (files: readonly string[], end: string) =>
  files.flatMap((file) => readFileSync(file, 'latin1').split(end)).filter((piece) => piece !== '');

const lines = pieces(values.mailmap, '\n');
const messages = pieces(values.messages, '\0');
const real = (some: readonly string[]): some is [string, ...string[]] => some.length > 0 && random.chance(0.5);

using git = new Git();
const mailmaps = Array.from({ length: cases }, () => (real(lines) ? varyMailmap(lines, random) : makeMailmap(random)));
report(
  'mailmap',
  mailmaps.flatMap((one) => compareMailmap(git, one)),
);

const texts = Array.from({ length: cases }, () =>
  real(messages) ? varyMessage(random.pick(messages), random) : makeMessage(random),
);
const batches = Array.from({ length: Math.ceil(cases / BATCH) }, (_, index) =>
  texts.slice(index * BATCH, (index + 1) * BATCH),
);
report(
  'trailers',
  batches.flatMap((batch) => compareTrailers(git, batch)),
);

function report(what: string, differences: readonly Difference[]): void {
  console.log(`${what}: ${String(cases)} cases against ${git.version}, ${String(differences.length)} differences`);
  if (differences.length > 0) process.exitCode = 1;
  for (const difference of differences.slice(0, 5)) console.log(JSON.stringify(difference, null, 2));
}

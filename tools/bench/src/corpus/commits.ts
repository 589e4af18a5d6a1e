import type { Commit, Signature } from '@arbiter/replay';
import { createHash } from 'node:crypto';
import { mostlyEarly, repeatableRandom } from './random.ts';

const VERBS = ['fix', 'add', 'remove', 'update', 'refactor', 'document', 'test', 'deprecate', 'rename', 'simplify'];
const PLACES = ['router', 'request', 'response', 'view', 'session', 'cookie', 'static', 'parser', 'engine', 'examples'];
const THINGS = ['handling', 'options', 'tests', 'lookup', 'headers', 'types', 'defaults', 'cache', 'errors', 'docs'];
const BODIES = [
  'The old behaviour was only ever reached when the option was not given, which nobody noticed.',
  'This keeps the public interface as it is and moves the work to where the data already are.',
  'Measured on the usual benchmark the difference is within the noise.',
  'See the discussion of last week for the reasons, and the changelog for how to migrate.',
];
/** Rare, as in real histories: about one commit in fifty notes a debt, one in a hundred promises something. */
const DEBTS = ['TODO: handle the case of an empty list.', 'This is a hack until the parser is replaced.'];
const PROMISES = ['I will add tests for this tomorrow.', "I'll update the documentation by Friday."];
const PEOPLE = 300;
const START = Date.UTC(2020, 0, 1) / 1000;

/** An endless history, the same for the same seed; different seeds share no commit. */
export function* commitsOf(seed: number): Generator<Commit> {
  const random = repeatableRandom(seed);
  const people = Array.from({ length: PEOPLE }, (_, index) => `developer-${String(index)}`);
  let parent: string | undefined;
  for (let number = 0; ; number += 1) {
    const sha = createHash('sha1')
      .update(`${String(seed)}/${String(number)}`)
      .digest('hex');
    const author = signature(mostlyEarly(random, people), START + number * 60);
    yield {
      sha,
      tree: createHash('sha1').update(`tree ${sha}`).digest('hex'),
      parents: parent === undefined ? [] : [parent],
      author,
      committer: author,
      message: messageOf(random),
      files: {
        added: [],
        removed: [],
        modified: [`lib/${pick(random, PLACES)}.js`, `test/${pick(random, PLACES)}.test.js`],
      },
    };
    parent = sha;
  }
}

function messageOf(random: () => number): string {
  const lines = [`${pick(random, VERBS)}: ${pick(random, PLACES)} ${pick(random, THINGS)}`];
  if (random() < 0.4) lines.push(pick(random, BODIES));
  if (random() < 0.02) lines.push(pick(random, DEBTS));
  if (random() < 0.01) lines.push(pick(random, PROMISES));
  return lines.join('\n\n');
}

function signature(name: string, seconds: number): Signature {
  const date = `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`;
  return { name, email: `${name}@example.org`, seconds, date };
}

const pick = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

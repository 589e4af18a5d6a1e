import { type Commit, type Delivery, type Repository, github } from '@arbiter/replay';
import { commitsOf } from './commits.ts';
import { PUSH_SIZES } from './push-sizes.ts';
import { repeatableRandom } from './random.ts';

/**
 * Signed GitHub pushes of an invented history, as many as it takes for so many commits, in pushes of a real repository's
 * sizes. The same for the same seed, which is the repository's id, too.
 */
export function* deliveriesOf(seed: number, commits: number, secret: string): Generator<Delivery> {
  const random = repeatableRandom(seed);
  const sizes = PUSH_SIZES.flatMap(([size, pushes]) => Array<number>(pushes).fill(size));
  yield* cut(seed, commits, secret, () => sizes[Math.floor(random() * sizes.length)] ?? 1);
}

/** Pushes of about twelve kilobytes each, which is a dozen commits or less. */
export function* evenDeliveriesOf(seed: number, pushes: number, secret: string): Generator<Delivery> {
  yield* cut(seed, pushes * COMMITS_IN_12_KB, secret, () => COMMITS_IN_12_KB);
}

const COMMITS_IN_12_KB = 9;

function* cut(seed: number, commits: number, secret: string, nextSize: () => number): Generator<Delivery> {
  const history = commitsOf(seed);
  let before: string | null = null;
  for (let left = commits; left > 0;) {
    const size = Math.min(nextSize(), left);
    left -= size;
    const pushed = take(history, size);
    const delivery = github.write({ repository: repositoryOf(seed, commits), commits: pushed, before }, secret);
    before = delivery.lastSha;
    yield delivery;
  }
}

function take(history: Iterator<Commit>, count: number): Commit[] {
  return Array.from({ length: count }, () => history.next().value as Commit);
}

function repositoryOf(seed: number, commits: number): Repository {
  return {
    folder: '',
    fullName: `bench/repository-${String(seed)}`,
    id: seed,
    branch: 'main',
    commits,
    shallow: false,
  };
}

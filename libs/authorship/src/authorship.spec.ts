import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareMailmap, compareTrailers } from './fuzz/compare.ts';
import { Git } from './fuzz/git.ts';
import { makeMailmap } from './fuzz/mailmaps.ts';
import { makeMessage } from './fuzz/messages.ts';
import { Random } from './fuzz/random.ts';

const CASES = 400;

describe('beside the git of this machine', () => {
  let git: Git;
  beforeAll(() => {
    git = new Git();
  });
  afterAll(() => {
    git[Symbol.dispose]();
  });

  it('a mailmap says the same of every contact, and gives up with the same words', () => {
    const random = new Random(7);
    for (let made = 0; made < CASES; made += 1) expect(compareMailmap(git, makeMailmap(random))).toEqual([]);
  });

  it('a message has the same trailers', () => {
    const random = new Random(11);
    expect(
      compareTrailers(
        git,
        random.several(CASES, CASES, () => makeMessage(random)),
      ),
    ).toEqual([]);
  });
});

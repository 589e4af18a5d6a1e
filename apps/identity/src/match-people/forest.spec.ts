import { describe, expect, it } from '@jest/globals';
import { Forest, type Match, type Tree } from './forest.ts';
import { planMatches, type Wish } from './plan-matches.ts';

const tree = (id: string, over: Partial<Tree> = {}): Tree => ({
  ...{ id, kind: 'human', standing: 'provisional', members: 1 },
  ...over,
});
const forestOf = (...ids: string[]) =>
  new Forest(
    ids.map((id) => tree(id)),
    [],
  );
const said = (personId: string, intoId: string): Wish => ({ personId, intoId, evidence: 'directory' });
const mailmap = (personId: string, intoId: string): Wish => ({ personId, intoId, evidence: 'mailmap' });

describe('matches', () => {
  it('make no circle: who is one already is left as they are', () => {
    const forest = forestOf('a', 'b', 'c');
    expect(planMatches([said('a', 'b'), said('b', 'c'), said('c', 'a')], forest)).toEqual([
      'matched',
      'matched',
      'already-one',
    ]);
    expect(['a', 'b', 'c'].map((id) => forest.rootOf(id)?.id)).toEqual(['c', 'c', 'c']);
  });

  it('are taken back one by one, in any order', () => {
    const forest = forestOf('a', 'b', 'c');
    planMatches([said('a', 'b'), said('b', 'c')], forest);
    forest.part('b');
    expect(['a', 'b', 'c'].map((id) => forest.rootOf(id)?.id)).toEqual(['b', 'b', 'c']);
  });

  it('are never made of a name, nor of what the directory tells apart', () => {
    const known = { standing: 'known' } as const;
    const forest = new Forest([tree('a', known), tree('b', known), tree('c'), tree('bot', { kind: 'bot' })], []);
    const wishes: Wish[] = [
      { personId: 'c', intoId: 'a', evidence: 'name' },
      { personId: 'c', intoId: 'a', evidence: 'user-name' },
      mailmap('a', 'b'),
      said('c', 'bot'),
      said('nobody', 'a'),
    ];
    expect(planMatches(wishes, forest)).toEqual([
      'too-weak',
      'too-weak',
      'both-known',
      'different-kinds',
      'unknown-person',
    ]);
    expect(forest.changes.matched).toEqual([]);
  });

  it('keep the name that somebody has', () => {
    const forest = new Forest([tree('a', { standing: 'known' }), tree('b')], []);
    expect(planMatches([mailmap('a', 'b')], forest)).toEqual(['matched']);
    expect(forest.changes.matched).toEqual([{ personId: 'b', intoId: 'a', evidence: 'mailmap' }]);
  });

  it('stop at a crowd, until somebody says that they mean it', () => {
    const forest = new Forest([tree('a', { members: 6 }), tree('b', { members: 5 })], []);
    expect(planMatches([said('a', 'b'), { ...said('a', 'b'), confirmed: true }], forest)).toEqual(['crowd', 'matched']);
  });

  it('give way to a word about the account itself, also where that turns them round', () => {
    const before: Match[] = [{ personId: 'b', intoId: 'a', evidence: 'mailmap' }];
    const forest = new Forest([tree('a', { members: 2 }), tree('b')], before);
    forest.move('a', 'b');
    expect(forest.changes).toMatchObject({
      parted: before,
      matched: [{ personId: 'a', intoId: 'b', evidence: 'directory' }],
      roots: ['b'],
    });
  });
});

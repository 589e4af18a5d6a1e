import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cutPushes } from './cut-pushes.ts';
import { nameOf, openRepository } from './open-repository.ts';
import { readCommits } from './read-commits.ts';
import { readMainline } from './read-mainline.ts';
import { SampleRepository } from './sample-repository.ts';

describe('a repository’s history', () => {
  let repository: SampleRepository;

  beforeEach(() => {
    repository = new SampleRepository();
  });
  afterEach(() => {
    repository.remove();
  });

  const commits = () => Array.fromAsync(readCommits(repository.folder));
  const pushes = async (size?: number) => {
    const cut = cutPushes(readCommits(repository.folder), readMainline(repository.folder), { size, most: 20 });
    return (await Array.fromAsync(cut)).map((push) => push.map(({ sha }) => sha));
  };

  it('is read whole, parents first, however odd its commits are', async () => {
    const root = repository.commit({ message: '', author: ' <>', date: '0 +0000' });
    const latin = repository.commit({
      parents: [root],
      message: Buffer.from('Gr\xfc\xdfe\n', 'latin1'),
      encoding: 'ISO-8859-1',
    });
    const broken = repository.commit({
      parents: [root],
      message: Buffer.from('\xff\n', 'latin1'),
      author: '"x@y" <a b@c>',
    });
    const late = repository.commit({ parents: [root], date: '99999999999 +9999' });
    const merge = repository.commit({ parents: [latin, broken, late], message: 'One\n\nTwo\n\n' });
    repository.point(merge);

    const read = await commits();
    expect(read).toHaveLength(Number(repository.git(['rev-list', '--count', 'HEAD'])));
    const bySha = new Map(read.map((commit) => [commit.sha, commit]));
    expect(read[0]?.sha).toBe(root);
    expect(read.at(-1)?.sha).toBe(merge);
    expect(bySha.get(root)).toMatchObject({
      message: '',
      author: { name: '', email: '', date: '1970-01-01T00:00:00+00:00' },
    });
    expect(bySha.get(latin)).toMatchObject({ message: 'Grüße', author: { date: '2023-11-14T23:13:20+01:00' } });
    expect(bySha.get(broken)?.message).toBe('\uFFFD');
    expect(bySha.get(late)?.author.date).toMatch(/^2099-/);
    expect(bySha.get(merge)).toMatchObject({ message: 'One\n\nTwo', parents: [latin, broken, late] });
  });

  it('lists the files that a commit touched', async () => {
    const blob = repository.git(['hash-object', '-w', '--stdin'], 'x');
    const tree = repository.git(['mktree', '-z'], `100644 blob ${blob}\ta "file"\nof two lines\0`);
    repository.point(
      repository.git(['-c', 'user.name=A', '-c', 'user.email=a@b', 'commit-tree', tree, '-m', 'Add'], ''),
    );
    expect((await commits())[0]?.files).toEqual({ added: ['a "file"\nof two lines'], removed: [], modified: [] });
  });

  it('is cut where a merge ends, where time passes, and where somebody else commits', async () => {
    const first = repository.commit({ date: '1700000000 +0000' });
    const soon = repository.commit({ parents: [first], date: '1700000600 +0000' });
    const later = repository.commit({ parents: [soon], date: '1700009000 +0000' });
    const other = repository.commit({ parents: [later], date: '1700009010 +0000', author: 'Bob <bob@example.org>' });
    const side = repository.commit({ parents: [soon], date: '1700008000 +0000', message: 'side' });
    const side2 = repository.commit({ parents: [side], date: '1700008500 +0000', message: 'side 2' });
    const merge = repository.commit({ parents: [other, side2], date: '1700009100 +0000' });
    const after = repository.commit({ parents: [merge], date: '1700009110 +0000' });
    repository.point(after);
    await expect(pushes()).resolves.toEqual([[first, soon], [later], [other], [side, side2, merge], [after]]);
    await expect(pushes(3)).resolves.toEqual([
      [first, soon, later],
      [other, side, side2],
      [merge, after],
    ]);
  });

  it('puts no more into a push than the forge does', async () => {
    let tip = repository.commit({});
    for (let index = 1; index < 45; index += 1) tip = repository.commit({ parents: [tip] });
    repository.point(tip);
    expect((await pushes()).map(({ length }) => length)).toEqual([20, 20, 5]);
  });

  it('has the same number in every clone', async () => {
    repository.point(repository.commit({}));
    const { id, commits: count, branch } = await openRepository(repository.folder);
    expect(Number.isSafeInteger(id)).toBe(true);
    expect([count, branch]).toEqual([1, 'main']);
    await expect(openRepository(repository.folder)).resolves.toMatchObject({ id });
  });

  it('says what to do where there is none', async () => {
    await expect(openRepository(repository.folder)).rejects.toThrow('has no commits yet');
    await expect(openRepository('/nowhere')).rejects.toThrow('is not a git repository');
  });
});

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/expressjs/express.git', 'expressjs/express'],
    ['git@gitlab.com:group/sub/name.git', 'sub/name'],
    ['ssh://git@host:22/owner/name', 'owner/name'],
    ['/srv/git/name.git', 'local/folder'],
    ['', 'local/folder'],
  ])('is taken from the origin %j', (origin, name) => {
    expect(nameOf(origin, '/home/me/folder')).toBe(name);
  });
});

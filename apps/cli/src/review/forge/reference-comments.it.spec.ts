import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDiff } from '@arbiter/diff';
import { DiffStore, type GithubServer, type GitlabServer, startGithub, startGitlab } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../../testing/terminal.ts';

interface Comment {
  readonly note: string;
  readonly path: string;
  readonly side: string;
  readonly from_line: number;
  readonly to_line: number;
}

interface Change {
  readonly diff: string;
  readonly positive: readonly Comment[];
  readonly negative: readonly Comment[];
}

/** A folder with more changes of that form may be named. */
const FOLDER =
  process.env['ARBITER_REFERENCE_CHANGES'] ??
  join(import.meta.dirname, '..', '..', '..', 'fixtures', 'reference-changes');
const CHANGES = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as readonly Change[];

const commentsOf = ({ positive, negative }: Change): Comment[] =>
  [...positive, ...negative].filter(({ path, side }) => path !== '' && side === 'right');

const sarifOf = (comments: readonly Comment[]): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'people' } },
        results: comments.map(({ note, path, from_line, to_line }, index) => ({
          ruleId: `comment-${index}`,
          message: { text: note },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: path },
                region: { startLine: from_line, endLine: to_line },
              },
            },
          ],
        })),
      },
    ],
  });

/** Path and lines of each comment whose lines are in one hunk, as `path:first-last`. */
function inHunks(diff: string, comments: readonly Comment[]): string[] {
  const files = parseDiff(diff);
  return comments
    .filter(({ path, from_line, to_line }) =>
      files.some(
        (file) =>
          file.path === path &&
          file.hunks.some(({ newStart, newLines }) => from_line >= newStart && to_line < newStart + newLines),
      ),
    )
    .map(({ path, from_line, to_line }) => `${path}:${from_line}-${to_line}`)
    .sort();
}

describe.each(CHANGES)('the comments that people wrote on $diff', (change) => {
  const diff = readFileSync(join(FOLDER, change.diff), 'utf8');
  const comments = commentsOf(change);
  let folder: string;
  let github: GithubServer;
  let gitlab: GitlabServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'arbiter-reference-'));
    writeFileSync(join(folder, 'people.sarif'), sarifOf(comments));
    const store = new DiffStore({ base: 'b'.repeat(40), head: 'a'.repeat(40), diff });
    const token = 't-arbiter';
    github = await startGithub({
      users: [{ login: 'arbiter', token }, { login: 'ada' }],
      repositories: [{ name: 'octo/app', store, permissions: { arbiter: 'write' } }],
    });
    gitlab = await startGitlab({
      users: [{ username: 'arbiter', token }, { username: 'ada' }],
      projects: [{ path: 'group/app', store, members: { arbiter: 30 } }],
    });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all([github.close(), gitlab.close()]);
  });

  const review = (line: string) =>
    arbiterctl(`review --sarif people.sarif --no-model ${line}`, {
      cwd: folder,
      env: {
        ARBITER_GITHUB_TOKEN: 't-arbiter',
        ARBITER_GITHUB_BASE_URL: github.url,
        ARBITER_GITLAB_TOKEN: 't-arbiter',
        ARBITER_GITLAB_BASE_URL: gitlab.url,
      },
    });

  it('stand on exactly their lines on GitHub, and none is lost', async () => {
    const number = await github.open({ repository: 'octo/app', base: 'main', head: 'change', author: 'ada' });
    const { err } = await review(`--change octo/app#${number}`);
    expect(err).toContain('Posted on ');
    const { reviewComments, comments: others } = github.pull('octo/app', number);
    const onLines = reviewComments.flatMap(({ path, start_line, line, subject_type }) =>
      subject_type === 'line' ? [`${path}:${String(start_line ?? line)}-${String(line)}`] : [],
    );
    expect(onLines.sort()).toEqual(expect.arrayContaining(inHunks(diff, comments)));
    const said = [...reviewComments, ...others].map(({ body }) => body).join('\n');
    for (const [index] of comments.entries()) expect(said).toContain(`\`comment-${index}\``);
  });

  it('stand on exactly their lines on GitLab, and none is lost', async () => {
    const iid = await gitlab.open({ project: 'group/app', target: 'main', source: 'change', author: 'ada' });
    const { err } = await review(`--change group/app!${iid}`);
    expect(err).toContain('Posted on ');
    const notes = gitlab.mergeRequest('group/app', iid).discussions.flatMap((discussion) => discussion.notes);
    const onLines = notes.flatMap(({ position }) => {
      if (position?.position_type !== 'text') return [];
      const last = String(position.new_line);
      return [`${String(position.new_path)}:${String(position.line_range?.start.new_line ?? last)}-${last}`];
    });
    expect(onLines.sort()).toEqual(expect.arrayContaining(inHunks(diff, comments)));
    const said = notes.map(({ body }) => body).join('\n');
    for (const [index] of comments.entries()) expect(said).toContain(`\`comment-${index}\``);
  });
});

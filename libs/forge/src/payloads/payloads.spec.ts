import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { CommentPlace } from '../api/comments.ts';
import { githubFileComment, githubReview } from './github-review.ts';
import { gitlabDiscussion } from './gitlab-discussion.ts';

const added = { kind: '+', old: 10, new: 12 } as const;
const removed = { kind: '-', old: 10, new: 12 } as const;
const unchanged = { kind: ' ', old: 9, new: 11 } as const;
const SHAS = { base: 'b'.repeat(40), start: 's'.repeat(40), head: 'h'.repeat(40) };

const onGithub = (place: CommentPlace) =>
  githubReview({ body: '', comments: [{ body: 'Look.', place }] }, {}).comments[0];
const onGitlab = (place: CommentPlace) => gitlabDiscussion({ body: 'Look.', place }, SHAS).position;

describe('a review on GitHub', () => {
  it('is one call with every comment, for the head if it is known', () => {
    const review = { body: 'Two.', comments: [{ body: 'Look.', place: { path: 'x', first: added, last: added } }] };
    expect(githubReview(review, { head: SHAS.head })).toEqual({
      commit_id: SHAS.head,
      event: 'COMMENT',
      body: 'Two.',
      comments: [{ path: 'x', body: 'Look.', line: 12, side: 'RIGHT' }],
    });
    expect(githubReview(review, {})).not.toHaveProperty('commit_id');
  });

  it('has a start where a comment is on several lines, each on its side', () => {
    expect(onGithub({ path: 'x', first: unchanged, last: added })).toEqual({
      path: 'x',
      body: 'Look.',
      start_line: 11,
      start_side: 'RIGHT',
      line: 12,
      side: 'RIGHT',
    });
    expect(onGithub({ path: 'x', side: 'old', first: unchanged, last: removed })).toMatchObject({
      start_line: 9,
      start_side: 'LEFT',
      line: 10,
      side: 'LEFT',
    });
    expect(onGithub({ path: 'x', first: removed, last: added })).toMatchObject({ start_side: 'LEFT', side: 'RIGHT' });
  });

  it('cannot hold a comment on a whole file: that is a call of its own', () => {
    expect(githubFileComment({ path: 'x', body: 'Look.' }, { head: SHAS.head })).toEqual({
      commit_id: SHAS.head,
      path: 'x',
      subject_type: 'file',
      body: 'Look.',
    });
  });
});

describe('a discussion on GitLab', () => {
  it('names an added line by its new number, a removed one by its old, and an unchanged one by both', () => {
    const commits = { base_sha: SHAS.base, start_sha: SHAS.start, head_sha: SHAS.head };
    const paths = { old_path: 'y', new_path: 'x', position_type: 'text' };
    const at = (line: CommentPlace['first']): unknown =>
      onGitlab({ path: 'x', previousPath: 'y', first: line, last: line });
    expect(at(added)).toEqual({ ...commits, ...paths, new_line: 12 });
    expect(at(removed)).toEqual({ ...commits, ...paths, old_line: 10 });
    expect(at(unchanged)).toEqual({ ...commits, ...paths, old_line: 9, new_line: 11 });
  });

  it('over several lines has both ends, with the line codes that GitLab makes of both counters', () => {
    const sha1 = createHash('sha1').update('é x').digest('hex');
    expect(onGitlab({ path: 'é x', first: unchanged, last: added })).toMatchObject({
      new_line: 12,
      line_range: {
        start: { line_code: `${sha1}_9_11`, type: null, old_line: 9, new_line: 11 },
        end: { line_code: `${sha1}_10_12`, type: 'new', old_line: null, new_line: 12 },
      },
    });
  });
});

import type { DiffShas, FileComment, InlineComment, PlacedLine, ReviewToPost } from '../api/comments.ts';

type Side = 'LEFT' | 'RIGHT';

/** A comment of GitHub's create-review call. A comment on one line has no start. */
export interface GithubReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly side: Side;
  readonly start_line?: number;
  readonly start_side?: Side;
}

/** The body of `POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews`. */
export interface GithubReviewBody {
  readonly commit_id?: string;
  readonly event: 'COMMENT';
  readonly body: string;
  readonly comments: readonly GithubReviewComment[];
}

/** The body of `POST /repos/{owner}/{repo}/pulls/{pull_number}/comments` for a file as a whole. */
export interface GithubFileCommentBody {
  readonly commit_id?: string;
  readonly path: string;
  readonly subject_type: 'file';
  readonly body: string;
}

type Head = Partial<Pick<DiffShas, 'head'>>;

/** The one call that posts a review with all its comments. Without a head GitHub takes the newest commit. */
export function githubReview(
  review: Pick<ReviewToPost, 'body'> & { readonly comments: readonly Pick<InlineComment, 'body' | 'place'>[] },
  shas: Head,
): GithubReviewBody {
  return { ...commitOf(shas), event: 'COMMENT', body: review.body, comments: review.comments.map(githubComment) };
}

/** A comment on a file of the diff as a whole, which no review can hold. */
export function githubFileComment(comment: Pick<FileComment, 'path' | 'body'>, shas: Head): GithubFileCommentBody {
  return { ...commitOf(shas), path: comment.path, subject_type: 'file', body: comment.body };
}

const commitOf = ({ head }: Head): { readonly commit_id?: string } => (head === undefined ? {} : { commit_id: head });

/** One comment on lines of the diff: of a review, or by itself. */
export function githubComment({ body, place }: Pick<InlineComment, 'body' | 'place'>): GithubReviewComment {
  const [first, last] = [place.first, place.last].map((line) => toLine(line, place.side)) as [Line, Line];
  const one = first.line === last.line && first.side === last.side;
  return { path: place.path, body, ...last, ...(!one && { start_line: first.line, start_side: first.side }) };
}

interface Line {
  readonly line: number;
  readonly side: Side;
}

/** Removed lines are on the left, added ones on the right, and the others on the side that is meant. */
function toLine(line: PlacedLine, meant: 'new' | 'old' = 'new'): Line {
  const left = line.kind === '-' || (line.kind === ' ' && meant === 'old');
  return left ? { line: line.old, side: 'LEFT' } : { line: line.new, side: 'RIGHT' };
}

import type { ChangeAddress, ForgeUser } from '../api/change.ts';
import type { WriteOptions } from '../api/code-host.ts';
import type { PostedReview, ReviewToPost } from '../api/comments.ts';
import { Invalid } from '../api/forge.errors.ts';
import { githubComment, githubReview } from '../payloads/github-review.ts';
import { commentInline, type DiffComment, listDiffComments, listReviews, removeDebris } from './reviews.ts';
import type { GithubSession } from './session.ts';

/** What is asked of one review. */
interface Asked {
  readonly session: GithubSession;
  readonly address: ChangeAddress;
  readonly review: ReviewToPost;
  readonly options: WriteOptions;
}

/**
 * Posts a review with its comments, as one. GitHub takes it whole or not at all, and does not say which comment it did not like:
 * then the words are posted alone and the comments one after the other, so that all but the bad ones stand.
 */
export async function postReview(asked: Asked, self: () => Promise<ForgeUser>): Promise<PostedReview> {
  const { review, options } = asked;
  if (review.body === '' && review.comments.length === 0) return { posted: [], rejected: [] };
  try {
    const id = await whole(asked, self);
    return await standing(asked, id);
  } catch (error) {
    if (!(error instanceof Invalid) || error.status !== 422 || review.comments.length === 0) throw error;
    const id = review.body === '' ? undefined : await create({ ...asked, review: { ...review, comments: [] } });
    const rest = await oneByOne({ ...asked, options: { ...options, mayExist: true } }, []);
    return { ...rest, ...(id !== undefined && { id }) };
  }
}

/** Creates it. Where another review of ours stands in the way that was never submitted, that goes first. */
async function whole(asked: Asked, self: () => Promise<ForgeUser>): Promise<string> {
  try {
    return await create(asked);
  } catch (error) {
    if (!(error instanceof Invalid) || !error.words.includes('one pending review')) throw error;
    const isOurs = (body: string): boolean => body.includes('<!-- arbiter');
    const { session, address, options } = asked;
    if (await removeDebris(session, address, await self(), isOurs, options)) return create(asked);
    throw error;
  }
}

function create({ session, address, review, options }: Asked): Promise<string> {
  return session.once(
    options,
    async (request) => {
      const { data } = await session.octokit.rest.pulls.createReview({
        ...session.where,
        pull_number: address.number,
        ...githubReview(review, review.shas),
        comments: review.comments.map(githubComment),
        request,
      });
      return String(data.id);
    },
    () => find({ session, address, review, options }),
  );
}

/** The review that an earlier attempt made: by its words, or by its first comment if it has none. */
async function find({ session, address, review, options }: Asked): Promise<string | undefined> {
  if (review.body !== '') {
    const all = await listReviews(session, address, options);
    return all.findLast(({ body, state }) => state !== 'pending' && body.includes(review.marker))?.id;
  }
  const [first] = review.comments;
  if (first === undefined) return undefined;
  return (await listDiffComments(session, address, options)).findLast(({ body }) => body.includes(first.marker))
    ?.review;
}

/** Which comments stand. A review without any was posted without them, and what is missing is posted now. */
async function standing(asked: Asked, id: string): Promise<PostedReview> {
  const { session, address, review, options } = asked;
  if (review.comments.length === 0) return { id, posted: [], rejected: [] };
  const known = await listDiffComments(session, address, options);
  if (!known.some((comment) => comment.review === id)) return { id, ...(await oneByOne(asked, known)) };
  const posted = review.comments.flatMap(({ marker }, index) => {
    const comment = known.findLast(({ body }) => body.includes(marker));
    return comment === undefined ? [] : [{ index, id: comment.id }];
  });
  return { id, posted, rejected: [] };
}

async function oneByOne(
  { session, address, review, options }: Asked,
  known: readonly DiffComment[],
): Promise<Pick<PostedReview, 'posted' | 'rejected'>> {
  const posted: { index: number; id: string }[] = [];
  const rejected: { index: number; reason: string }[] = [];
  for (const [index, comment] of review.comments.entries()) {
    const before = known.findLast(({ body }) => body.includes(comment.marker));
    try {
      const { id } = before ?? (await commentInline(session, address, review.shas.head, comment, options));
      posted.push({ index, id });
    } catch (error) {
      if (!(error instanceof Invalid) || error.status !== 422) throw error;
      rejected.push({ index, reason: error.words });
    }
  }
  return { posted, rejected };
}

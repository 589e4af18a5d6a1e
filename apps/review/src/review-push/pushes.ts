import type { Provider } from '@nestjs/common';
import { CommentOnPush } from './comment-on-push.ts';
import { PushWishes } from './push-wishes.ts';
import { RequestPushReviews } from './request-push-reviews.ts';
import { ReviewPush } from './review-push.ts';
import { TellPush } from './tell-push.ts';

/** Everything that reviews of plain pushes need beside what reviews of changes are made of. */
export const pushes: readonly Provider[] = [RequestPushReviews, PushWishes, ReviewPush, CommentOnPush, TellPush];

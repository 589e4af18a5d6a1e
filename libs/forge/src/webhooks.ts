export { isNullSha } from './webhooks/commits.ts';
export { readGithub } from './webhooks/github/read-github.ts';
export { readGitlab } from './webhooks/gitlab/read-gitlab.ts';
export {
  COMMIT_MESSAGE,
  isFollowed,
  judgeDelivery,
  RAW_TEXT,
  readDelivery,
  type DeliverySource,
} from './webhooks/read-delivery.ts';
export { storable, textOf } from './webhooks/scalars.ts';
export type * from './webhooks/types.ts';

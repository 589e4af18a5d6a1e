import { type DeliveryAccepted, type IngestedPush, MAX_COMMITS_PER_MESSAGE } from '@arbiter/contracts';
import { uuidOf } from './uuid.ts';

/** A push as GitHub tells of it, as far as anybody here reads it. */
export interface GithubBody {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created: boolean;
  readonly repository: { readonly id: number; readonly full_name: string };
  readonly commits: readonly {
    readonly id: string;
    readonly message: string;
    readonly timestamp: string;
    readonly author: { readonly name: string; readonly email: string };
  }[];
}

/** Its commits, as they go on. */
export function ingested({ deliveryId }: DeliveryAccepted, { ref, repository, commits }: GithubBody): IngestedPush {
  return {
    push: {
      deliveryId,
      forge: 'github',
      repository: { id: String(repository.id), name: repository.full_name },
      ref,
      part: 0,
    },
    commits: commits.map(({ id, message, timestamp, author }) => ({
      sha: id,
      message: { text: message },
      authoredAt: timestamp,
      author,
      committer: author,
    })),
  };
}

/** Its row. */
export function pushRow(
  { deliveryId, receivedAt }: DeliveryAccepted,
  { ref, before, after, created, repository, commits }: GithubBody,
): unknown[] {
  const id = uuidOf(deliveryId);
  return [
    id,
    deliveryId,
    receivedAt,
    'github',
    String(repository.id),
    repository.full_name,
    ref,
    before,
    after,
    created,
    false,
    false,
    commits.length,
    false,
  ];
}

/** Pushes that fit a message together. */
export function packed(parts: readonly IngestedPush[]): IngestedPush[][] {
  const groups: IngestedPush[][] = [];
  let room = 0;
  for (const part of parts) {
    if (part.commits.length > room) {
      groups.push([]);
      room = MAX_COMMITS_PER_MESSAGE;
    }
    groups.at(-1)?.push(part);
    room -= part.commits.length;
  }
  return groups;
}
